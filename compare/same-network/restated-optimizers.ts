import type { Trees } from '../../src/net.ts'
import type { AdamSlots } from '../../src/optimizers/adam.ts'
import type { Optimizer } from '../../src/optimizers/optimizer.ts'
import type { Float, Scalar, Shape } from '../../src/tensor.ts'
import * as tree from '../../src/tree.ts'
import type { SomeOptimizer } from '../case.ts'

/** What the arithmetic of tf.train is where it is not ours, in our vocabulary: for bounds, not for training. */

type Adam = Optimizer<Trees, AdamSlots<Trees>>

/** tf.train.adam: 1 − βᵗ is βᵗ taken from 1 in f32, which leaves few digits while t is small; ours keeps them all. */
export const adam = (learningRate: number, beta1: number, beta2: number, epsilon: number): SomeOptimizer => {
  const theirs: Adam = (ops, params) => {
    const zeros = tree.map((p) => ops.fill(p.shape, 0))
    const mean = (beta: number) => <S extends Shape>(old: Float<S>, x: Float<S>): Float<S> =>
      ops.add(ops.scale(old, beta), ops.scale(x, 1 - beta))
    return {
      kind: 'adam',
      settings: { learningRate, beta1, beta2, epsilon },
      init: () => ({ count: ops.cast(ops.fill([], 0), 'i32'), m: zeros(params), v: zeros(params) }),
      update: (gradients, slots) => {
        const count = ops.add(slots.count, ops.cast(ops.fill([], 1), 'i32'))
        const t = ops.cast(count, 'float')
        const correction = (beta: number): Scalar => ops.sub(ops.fill([], 1), ops.pow(ops.fill([], beta), t))
        const [c1, c2] = [correction(beta1), correction(beta2)]
        const m = tree.zip(mean(beta1))(slots.m, gradients)
        const v = tree.zip(mean(beta2))(slots.v, tree.map((g) => ops.mul(g, g))(gradients))
        const change = <S extends Shape>(m: Float<S>, v: Float<S>): Float<S> => {
          const root = ops.sqrt(ops.div(v, ops.spread(c2, v.shape)))
          return ops.scale(ops.div(ops.div(m, ops.spread(c1, m.shape)), ops.add(root, ops.fill(v.shape, epsilon))), -learningRate)
        }
        return [tree.zip(change)(m, v), { count, m, v }]
      },
    }
  }
  // Its slots are those of ours, whose type a case has forgotten.
  return theirs as object as SomeOptimizer
}
