import fc from 'fast-check'
import {
  type Dense, dense, f32, identity, initialize, key, type Loss, map, normal, type Ops, sgd, type Shape, type Some, type Tensor, toFlat, trainStep,
  type Trees, withParams,
} from '../../src/index.ts'
import type { Case, SomeNet } from '../../compare/index.ts'
import { redraw } from '../support/draw.ts'
import { seed, shape } from '../support/examples.ts'
import { type AnyNet, grow, joining } from '../support/layers.ts'
import { losses } from '../support/losses.ts'
import { networkOf } from '../support/networks.ts'

/** A case as fast-check prints it. */
export interface CaseExample {
  readonly names: readonly string[]
  readonly shape: Shape
  readonly loss: string
  readonly seed: number
}

/** What makes any outputs those that a loss is defined on. */
const finish: Readonly<Record<string, readonly string[]>> = {
  binaryCrossEntropy: ['sigmoid'], binaryCrossEntropyWith: ['sigmoid'], categoricalCrossEntropy: ['softmax'], categoricalCrossEntropyWith: ['softmax'],
  sparseCategoricalCrossEntropy: ['softmax'], sparseCategoricalCrossEntropyWith: ['softmax'], klDivergence: ['softmax'], poisson: ['softplus'],
}

/** A 1 in each row, the rest 0. */
const oneHot = (ops: Ops, from: number, of: Shape): Tensor => {
  const drawn: Tensor = normal(ops, key(from), of)
  const last = of.length - 1
  return ops.cast(ops.equal(drawn, ops.broadcast(ops.max(drawn, [last] as Some), of as Some, [last] as Some)) as Tensor, 'float')
}

/** A network, loss, state and batch, every number drawn from the example's seed. */
export const caseOf = ({ names, shape: from, loss, seed: drawnFrom }: CaseExample, after: (net: AnyNet) => AnyNet = (net) => net): Case => {
  const net = after(networkOf([...names, ...finish[loss] ?? []], from))
  const row = losses.find(({ name }) => name === loss)!
  return withNet(net, row.loss, from, (of) => loss === 'softmaxCrossEntropy' ? oneHot(f32, drawnFrom + 2, of) : row.labels(f32, drawnFrom + 2, of), drawnFrom)
}

/** A case around any network. */
export const withNet = (net: AnyNet, loss: Loss<Some, Some>, from: Shape, labels: (of: Shape) => Tensor, drawnFrom: number): Case => {
  const step = trainStep(net, loss, sgd({ learningRate: 0.1 }))
  const first = initialize(step, key(drawnFrom))
  return {
    step: step as object as Case['step'],
    state: { ...first, params: redraw(f32, drawnFrom, first.params as Trees, 0.5) },
    batch: { x: normal(f32, key(drawnFrom + 1), from), labels: labels(net.out as Shape) },
  }
}

/** Networks of 1 to 4 layers under every loss, on inputs of `fewest` to 3 axes. */
export const caseExamples = (fewest = 1): fc.Arbitrary<CaseExample> => fc.record({
  names: fc.array(fc.constantFrom(...joining.map(({ name }) => name)), { minLength: 1, maxLength: 4 })
    .filter((names) => names.some((name) => name !== 'relu')),
  shape: shape(fewest, 3, 6),
  loss: fc.constantFrom(...losses.map(({ name }) => name)),
  seed,
})

/** A multi-layer perceptron of these widths under softmax cross-entropy. */
export const perceptron = (batch: number, widths: readonly number[], drawnFrom = 1): Case => {
  const from = [batch, widths[0]!]
  const net = widths.slice(1).reduce<AnyNet>((prev, width, i) =>
    dense(width as 1)(i === 0 ? prev : grow('relu', prev)) as AnyNet, identity(from, 'float'))
  const row = losses.find(({ name }) => name === 'softmaxCrossEntropy')!
  const step = trainStep(net, row.loss, sgd({ learningRate: 0.1 }))
  const labels = oneHot(f32, drawnFrom + 2, net.out as Shape)
  return { step: step as object as Case['step'], state: initialize(step, key(drawnFrom)) as Case['state'], batch: { x: normal(f32, key(drawnFrom + 1), from), labels } }
}

/** A relu whose way back forgets where x was negative. */
export const reluWithoutMask = (prev: AnyNet): AnyNet =>
  map(prev, prev.out as Shape, { kind: 'relu', settings: {} }, (ops) => (x: Tensor) => {
    const y: Tensor = ops.maximum(x, ops.fill(x.shape as Shape, 0))
    return [y, (dy: Some) => dy]
  }) as AnyNet

const affine = (units: number, f: (ops: Ops, q: Dense<number, number>, x: Tensor) => Tensor, db: (ops: Ops, dy: Tensor) => Tensor) => (prev: AnyNet): AnyNet => {
  const [rows, inputs] = prev.out as readonly [number, number]
  return withParams<Some, Some, Some, Some, Some, Dense<number, number>>(prev, [rows, units], { kind: 'dense', settings: { units } },
    (ops, k) => ({ w: normal(ops, k, [inputs, units]), b: ops.fill([units], 0.25) }),
    (ops) => (q, x: Tensor) => [f(ops, q, x), (dy: Tensor) => [{ w: ops.matmulTN(x, dy), b: db(ops, dy) }, ops.matmulNT(dy, q.w)]])
}

const product = (ops: Ops, { w, b }: Dense<number, number>, x: Tensor, times: number): Tensor => {
  const y: Tensor = ops.matmul(x, w)
  return ops.add(y, ops.scale(ops.broadcast(b as Tensor, y.shape, [0] as Some), times))
}

const columnSums = (ops: Ops, dy: Tensor): Tensor => ops.sum(dy, [0] as Some)

/** A dense layer whose bias gradient is twice what it should be. */
export const denseWithWrongBias = (units: number): ((prev: AnyNet) => AnyNet) =>
  affine(units, (ops, q, x) => product(ops, q, x, 1), (ops, dy) => ops.scale(columnSums(ops, dy), 2))

/** A dense layer that adds its bias twice, and goes back rightly from there: wrong only for who knows what dense means. */
export const denseWithWrongForward = (units: number): ((prev: AnyNet) => AnyNet) =>
  affine(units, (ops, q, x) => product(ops, q, x, 2), (ops, dy) => ops.scale(columnSums(ops, dy), 2))

/** The largest magnitude. */
export const largest = (x: Tensor): number => Math.max(...toFlat(x).map(Math.abs))

export type { SomeNet }
