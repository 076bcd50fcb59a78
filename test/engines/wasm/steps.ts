import {
  adam, dense, f32, initialize, input, key, type Ops, pipe, relu, sgd, softmaxCrossEntropy, type Some, trainStep, type Tree, tree, tanh,
} from '../../../src/index.ts'
import { draw, drawProbabilities } from '../../support/draw.ts'

const net = pipe(input([4, 5]), dense(7), tanh, dense(3), relu)

/** A small step with Adam: every kind of state, a key and counts too. */
export const adamStep = trainStep(net, softmaxCrossEntropy, adam({ learningRate: 0.01 }))
export type AdamState = Parameters<typeof adamStep>[0]
export type SmallBatch = Parameters<typeof adamStep>[1]

/** One that takes adamStep's batches, with plain descent. */
export const sgdStep = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))

export const firstState = initialize(adamStep, key(3))
export const firstSgdState = initialize(sgdStep, key(3))

/** Batch number i. */
export const batch = (i: number): SmallBatch => ({ x: draw(f32, 2 * i, [4, 5]) as Some, labels: drawProbabilities(f32, 2 * i + 1, [4, 3]) as Some })

/** So many batches, from number `from`. */
export const batchesFrom = (from: number, count: number): readonly SmallBatch[] => Array.from({ length: count }, (_, i) => batch(from + i))

/** An optimizer as its author may write one: slots of any form. */
const optimizer = <O extends Tree>(name: string, init: (ops: Ops, params: Tree) => O, update: (ops: Ops, params: Tree, gradients: Tree, slots: O) => readonly [Tree, O]) =>
  <P extends Tree>(ops: Ops, params: P) => ({
    kind: name, settings: {}, init: () => init(ops, params),
    update: (gradients: P, slots: O): readonly [P, O] => update(ops, params, gradients, slots) as readonly [P, O],
  })

const zeros = (ops: Ops, params: Tree): Tree => tree.map((p) => ops.fill(p.shape, 0))(params)
const less = (ops: Ops, gradients: Tree): Tree => tree.map((g) => ops.scale(g, -0.1))(gradients)

/** Steps whose state does not simply go round: leaves in another order, exchanged, twice the same, or an old weight. */
const unusual = {
  'slots in another order': trainStep(net, softmaxCrossEntropy, optimizer('turned',
    (ops, params): Tree => ({ a: zeros(ops, params), b: params }),
    (ops, _params, gradients, slots) => {
      const { a, b } = slots as { readonly a: Tree; readonly b: Tree }
      return [tree.zip((u, v) => ops.add(u, ops.scale(v, 0.01)))(less(ops, gradients), b), { b: tree.zip((u, v) => ops.add(u, v))(b, gradients), a: tree.zip((u, v) => ops.maximum(u, v))(a, gradients) }]
    })),
  'slots that are exchanged': trainStep(net, softmaxCrossEntropy, optimizer('exchanged',
    (ops, params): Tree => ({ a: zeros(ops, params), b: params }),
    (ops, _params, gradients, slots) => {
      const { a, b } = slots as { readonly a: Tree; readonly b: Tree }
      return [tree.zip((u, v) => ops.add(u, ops.scale(v, 0.01)))(less(ops, gradients), a), { a: b, b: a }]
    })),
  'the same slot twice': trainStep(net, softmaxCrossEntropy, optimizer('doubled',
    (ops, params): Tree => ({ a: zeros(ops, params), b: params }),
    (ops, _params, gradients, slots) => {
      const { a, b } = slots as { readonly a: Tree; readonly b: Tree }
      const sum = tree.zip((u, v) => ops.add(u, v))(a, tree.zip((u, v) => ops.mul(u, v))(b, gradients))
      return [less(ops, sum), { a: sum, b: sum }]
    })),
  'a slot that holds the weights before': trainStep(net, softmaxCrossEntropy, optimizer('remembering',
    (_ops, params): Tree => ({ last: params }),
    (ops, params, gradients, slots) => {
      const { last } = slots as { readonly last: Tree }
      return [tree.zip((g, l) => ops.add(g, ops.scale(l, 0.001)))(less(ops, gradients), last), { last: params }]
    })),
  'a slot that becomes a constant': trainStep(net, softmaxCrossEntropy, optimizer('constant',
    (ops, params): Tree => ({ a: params, b: ops.fill([], 5) }),
    (ops, _params, gradients, slots) => {
      const { a, b } = slots as { readonly a: Tree; readonly b: Some }
      const factor = <T extends Tree>(t: T): T => tree.map((g) => ops.mul(g, ops.spread(b, g.shape)))(t)
      return [factor(less(ops, gradients)), { a, b: ops.fill([], 0.5) }]
    })),
  'no weight moves': trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0 })),
}

/** The same under one type; what a slot looks like is seen by none of them but its own optimizer. */
export const unusualSteps = Object.entries(unusual).map(([name, step]) => ({ name, step: step as object as typeof sgdStep }))
