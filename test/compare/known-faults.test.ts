import { describe, expect, it } from 'vitest'
import { backends, compareStep, faults, finiteDifferences, printReport, type Report, tensorFlowWitness } from '../../compare/index.ts'
import {
  dense, f32, type Float, initialize, input, key, type LossRule, normal, type Ops, pipe, relu, sgd, type Shape, softmaxCrossEntropy, tensor, trainStep,
} from '../../src/index.ts'
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
