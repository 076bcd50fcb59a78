import type { Rank, Tensor as Inner, Tensor4D } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { backends, compareStep, faults, finiteDifferences, printReport, type Report, tensorFlowWitness } from '../../compare/index.ts'
import {
  dense, f32, type Float, initialize, input, key, type LossRule, normal, type Ops, pipe, relu, sgd, type Shape, softmaxCrossEntropy, tensor, trainStep,
} from '../../src/index.ts'
import { layerFaults } from '../../compare/layer-faults.ts'
import type { Tf } from '../../compare/tensorflow/index.ts'
import { tidied } from '../../compare/tidied.ts'
import { asked, openedBackend } from './asked.ts'

const net = pipe(input([3, 5]), dense(4), relu, dense(2))
const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
const state = initialize(step, key(1))
const x = normal(f32, key(2), [3, 5])
const summingTo1 = { x, labels: tensor([[1, 0], [0, 1], [0.25, 0.75]]) }
const notSummingTo1 = { x, labels: tensor([[1, 1], [0, 0.5], [0, 0]]) }

const verdicts = (report: Report, mode: string): readonly string[] =>
  report.rows.filter((row) => row.mode === mode).map(({ kind, verdict }) => `${kind} ${verdict}`)

describe.each(backends)('%s', (backend) => {
  it('softmax cross-entropy of labels whose rows do not sum to 1: theirs is wrong, finite differences agree with us', async (context) => {
    await asked(backend, context)
    const report = await compareStep(step, { state, batches: [notSummingTo1], witnesses: [tensorFlowWitness(backend)] })
    expect(verdicts(report, 'same network')).toEqual([
      'loss agrees', ...Array<string>(4).fill('gradient known fault'), ...Array<string>(4).fill('weight known fault'),
    ])
    expect(new Set(verdicts(report, 'same forward'))).toEqual(new Set(['loss agrees', 'gradient agrees', 'weight agrees']))
    // Nobody asked finite differences, but the fault calls for them, and they are in the report.
    expect(report.witnesses.map(({ name, available }) => [name, available])).toEqual([[backend, true], ['finite differences', true]])
    expect(report.rows.filter(({ mode }) => mode === 'finite differences')).toHaveLength(9)
    expect(report.summary).toMatchObject({ agreed: true, differing: 0, knownFaults: 8 })
    expect(printReport(report)).toContain(`known fault: ${faults.softmaxCrossEntropyLabels.operation}: ${faults.softmaxCrossEntropyLabels.fault}`)
  })

  it('the fault is there: it would be a difference if it were not known', async (context) => {
    const tensorFlow = await openedBackend(backend, context)
    const gradient = await tensorFlow.use((tf) => tf.tidy(() =>
      [...tf.grad((logits) => tf.losses.softmaxCrossEntropy(tf.tensor2d([[1, 1]]), logits))(tf.tensor2d([[0, 0]])).dataSync()]))
    expect(gradient).toEqual([-0.5, -0.5]) // Σt · softmax − t is [0, 0]
  })
})

it('labels whose rows sum to 1 touch no fault', async () => {
  const report = await compareStep(step, { state, batches: [summingTo1], witnesses: [tensorFlowWitness('tfjs-cpu')] })
  expect(report.summary).toMatchObject({ agreed: true, knownFaults: 0 })
})

it('a fault excuses nothing of ours: with a wrong backward pass beside it, it is a difference', async () => {
  const doubledLoss = <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => {
    const rule = softmaxCrossEntropy(ops, y)
    return { ...rule, against: (labels) => {
      const [loss, back] = rule.against(labels)
      return [loss, (dLoss) => ops.scale(back(dLoss), 2)]
    } }
  }
  const doubled = trainStep(net, doubledLoss, sgd({ learningRate: 0.1 }))
  const report = await compareStep(doubled, { state, batches: [notSummingTo1], witnesses: [tensorFlowWitness('tfjs-cpu'), finiteDifferences()] })
  expect(report.summary).toMatchObject({ agreed: false, tensorflow: 'disagreed', knownFaults: 0 })
})

describe.each(backends)('the other faults are still there, on %s', (backend) => {
  it('maximum gives all of a tie to its first operand, abs has slope −1 at 0', async (context) => {
    const tensorFlow = await openedBackend(backend, context)
    const slopes = await tensorFlow.use((tf) => tf.tidy(() => [
      tf.grad((v) => tf.maximum(v, tf.zerosLike(v)))(tf.tensor1d([0])), tf.grad((v) => tf.abs(v))(tf.tensor1d([0])),
      tf.grad((v) => tf.max(v))(tf.tensor1d([1, 1])),
    ].map((slope) => [...slope.dataSync()])))
    expect(slopes).toEqual([[1], [-1], [1, 1]])
  })
})

/** What TensorFlow.js gives, in the order of its elements, or what it says as it throws. */
type Given = readonly number[] | string

/** A gradient by their own tape, what it is where the fault is, and the right one. */
interface Shown {
  readonly fault: keyof typeof layerFaults
  readonly gradient: (tf: Tf) => Inner
  readonly wrong: Given
  /** on backends that are without the fault */
  readonly right?: readonly number[]
}

const column = (tf: Tf, numbers: readonly number[]) => tf.tensor4d([...numbers], [1, numbers.length, 1, 1])
const twoPixels = (tf: Tf) => tf.tensor4d([1, 2], [2, 1, 1, 1])
const twoByOne = (tf: Tf) => tf.ones<Rank.R4>([2, 1, 1, 1])

const shown: readonly Shown[] = [
  {
    fault: 'averagePoolSame', wrong: [0.5, 1, 1], right: [0.5, 1, 0.5 + 1],
    gradient: (tf) => tf.grad((x) => tf.avgPool(x as Tensor4D, [2, 1], 1, 'same'))(column(tf, [1, 2, 3])),
  },
  {
    fault: 'maxPoolOnWasm', wrong: [1, 0, 0, 0], right: [1, 1, 1, 0],
    gradient: (tf) => tf.grad((x) => tf.maxPool(x as Tensor4D, [2, 1], 1, 'valid'))(column(tf, [-1, -2, -3, -4])),
  },
  {
    fault: 'dilatedConvolution', wrong: 'dilation rates greater than 1 are not yet supported in gradients',
    gradient: (tf) => tf.grad((x) => tf.conv2d(x as Tensor4D, twoByOne(tf), 1, 'valid', 'NHWC', [2, 1]))(column(tf, [1, 2, 3])),
  },
  {
    fault: 'convolutionOnWasm', wrong: "Kernel 'Conv2DBackpropFilter' not registered", right: [3, 5],
    gradient: (tf) => tf.grad((w) => tf.conv2d(column(tf, [1, 2, 3]), w as Tensor4D, 1, 'valid'))(twoByOne(tf)),
  },
  {
    fault: 'convolutionOnWasm', wrong: "Kernel 'DepthwiseConv2dNativeBackpropFilter' not registered", right: [3, 5],
    gradient: (tf) => tf.grad((w) => tf.depthwiseConv2d(column(tf, [1, 2, 3]), w as Tensor4D, 1, 'valid'))(twoByOne(tf)),
  },
  {
    fault: 'splitIntoOne', wrong: 'Pass at least one tensor to concat',
    gradient: (tf) => tf.grad((x) => tf.addN(tf.split(x, 1)))(tf.tensor1d([1, 2])),
  },
  {
    fault: 'logSigmoidInside', wrong: "reading 'backend'",
    gradient: (tf) => tf.grad((x) => tf.logSigmoid(tf.neg(x)))(tf.tensor1d([0])),
  },
  {
    fault: 'nearestOnCpu', wrong: [3, 5], right: [1 + 2, 3 + 4],
    gradient: (tf) => tf.grad((x) =>
      tf.mul(tf.image.resizeNearestNeighbor(x as Tensor4D, [1, 2]), tf.tensor4d([1, 2, 3, 4], [2, 1, 2, 1])))(twoPixels(tf)),
  },
  {
    // The second of four pixels takes 3/4 of the first of two, and 1/4 of the second.
    fault: 'bilinearHalfPixels', wrong: [0.5, 0.5, 0, 0],
    gradient: (tf) => tf.grad((x) => tf.slice(tf.image.resizeBilinear(x as Tensor4D, [2, 4], false, true), [0, 0, 1, 0], [1, 1, 1, 1]))(
      tf.ones([1, 2, 2, 1])),
  },
  {
    fault: 'anyOnTheTape', wrong: 'gradient function not found for Any',
    gradient: (tf) => tf.grad((x) => tf.layers.masking().apply(x) as Inner)(tf.ones([1, 2, 1])),
  },
  {
    fault: 'einsumOnTheTape', wrong: 'Einsum',
    gradient: (tf) => tf.grad((x) => tf.einsum('i,i->', x, tf.ones([2])))(tf.ones([2])),
  },
]

const given = (tf: Tf, gradient: Shown['gradient']): Given => {
  try {
    return [...gradient(tf).dataSync()]
  } catch (error) {
    return String(error)
  }
}

describe.each(backends)('the faults that layers go around are still there, on %s', (backend) => {
  it.for(shown)('$fault', async ({ fault, gradient, wrong, right }, context) => {
    const { use } = await openedBackend(backend, context)
    const found = await use((tf) => tidied(tf, () => given(tf, gradient)))
    const wanted = (layerFaults[fault].backends as readonly string[]).includes(backend) ? wrong : right
    if (typeof wanted === 'string') expect(found).toContain(wanted)
    else expect(found).toEqual(wanted)
  })
})

it('every fault of theirs in layers is shown', () => {
  expect(new Set(shown.map(({ fault }) => fault))).toEqual(new Set(Object.keys(layerFaults)))
})
