import type { LearningRate } from '../../src/optimizers/learning-rate.ts'
import { divided, moments, shifted } from '../../src/optimizers/moments.ts'
import { perTensor } from '../../src/optimizers/per-tensor.ts'
import { runningMean } from '../../src/optimizers/running-mean.ts'
import { tfjsAdam } from '../../src/optimizers/tfjs-adam.ts'
import type { Ops } from '../../src/ops.ts'
import type { Float, Scalar, Shape } from '../../src/tensor.ts'
import type { SomeOptimizer } from '../case.ts'
import { decayOf } from './adamax.ts'
import { number, type Settings } from './settings.ts'

/** What the arithmetic of tf.train is where it is not ours, in our vocabulary: for bounds, not for training. */

type Restated = (settings: Settings) => SomeOptimizer

/** An optimizer with its types forgotten: its slots are those of ours, whose type a case has forgotten. */
const some = (optimizer: object): SomeOptimizer => optimizer as SomeOptimizer

const rate = (s: Settings): LearningRate => number(s, 'learningRate')

const betas = (s: Settings) => ({ beta1: number(s, 'beta1'), beta2: number(s, 'beta2'), epsilon: number(s, 'epsilon') })

/** tf.train.adam with its weights set, where βᵗ is a power. */
export const adam: Restated = (s) => some(tfjsAdam({ learningRate: rate(s), ...betas(s) }))

/** tf.train.adam that goes on: βᵗ is a product that is carried along, of which there is one for each weight here. */
export const continuedAdam: Restated = (s) => {
  const { beta1, beta2, epsilon } = betas(s)
  const kept = { m: 0, v: 0, product1: beta1, product2: beta2 }
  return some(perTensor({ kind: 'adam', learningRate: rate(s), settings: {}, kept }, (ops, { descend }) => (g, kept) => {
    const { m, v } = moments(ops, { beta1, beta2, epsilon }, kept, g)
    const [first, second] = [ops.div(m, oneMinus(ops, kept.product1)), ops.div(v, oneMinus(ops, kept.product2))]
    return [descend(ops.div(first, shifted(ops, ops.sqrt(second), epsilon))), {
      m, v, product1: ops.scale(kept.product1, beta1), product2: ops.scale(kept.product2, beta2),
    }]
  }))
}

const oneMinus = <S extends Shape>(ops: Ops, x: Float<S>): Float<S> => ops.sub(ops.fill(x.shape, 1), x)

/** −η / (1 + δ (t − 1)) of tf.train.adamax. */
const slowing = (ops: Ops, s: Settings, t: Scalar): Scalar => {
  const past = ops.sub(t, ops.fill([], 1))
  return ops.div(ops.fill([], -number(s, 'learningRate')), shifted(ops, ops.scale(past, decayOf(s)), 1))
}

const norms = <S extends Shape>(ops: Ops, s: Settings, kept: { readonly m: Float<S>; readonly u: Float<S> }, g: Float<S>) => ({
  m: runningMean(ops, number(s, 'beta1'), kept.m, g), u: ops.maximum(ops.scale(kept.u, number(s, 'beta2')), ops.abs(g)),
})

/** tf.train.adamax with its weights set: `(−η / (1 + δ (t − 1)) / (1 − β₁ᵗ)) (m / (u + ε))`. */
export const adamax: Restated = (s) =>
  some(perTensor({ kind: 'adamax', learningRate: rate(s), settings: {}, kept: { m: 0, u: 0 } }, (ops, { t }) => {
    const correction = ops.sub(ops.fill([], 1), ops.pow(ops.fill([], number(s, 'beta1')), t))
    const length = divided(ops, slowing(ops, s, t), correction)
    return (g, kept) => {
      const { m, u } = norms(ops, s, kept, g)
      return [ops.mul(ops.spread(length, g.shape), ops.div(m, shifted(ops, u, number(s, 'epsilon')))), { m, u }]
    }
  }))

/** tf.train.adamax that goes on: β₁ᵗ is a product that is carried along. */
export const continuedAdamax: Restated = (s) => {
  const kept = { m: 0, u: 0, product: number(s, 'beta1') }
  return some(perTensor({ kind: 'adamax', learningRate: rate(s), settings: {}, kept }, (ops, { t }) => (g, kept) => {
    const { m, u } = norms(ops, s, kept, g)
    const length = ops.div(ops.spread(slowing(ops, s, t), g.shape), oneMinus(ops, kept.product))
    return [ops.mul(length, ops.div(m, shifted(ops, u, number(s, 'epsilon')))), {
      m, u, product: ops.scale(kept.product, number(s, 'beta1')),
    }]
  }))
}

/** `μ a + (η g) / √…`, and the velocity taken from the weight. */
const velocityOf = <S extends Shape>(ops: Ops, s: Settings, old: Float<S>, step: Float<S>, under: Float<S>): Float<S> =>
  ops.add(ops.scale(old, number(s, 'momentum')), ops.div(ops.neg(step), ops.sqrt(under)))

/** tf.train.rmsprop: η g is divided by the root. */
export const rmsprop: Restated = (s) => {
  const kept = { squares: 0, velocity: 0 }
  return some(perTensor({ kind: 'rmsprop', learningRate: rate(s), settings: {}, kept }, (ops, { descend }) => (g, kept) => {
    const squares = runningMean(ops, number(s, 'decay'), kept.squares, ops.mul(g, g))
    const velocity = velocityOf(ops, s, kept.velocity, descend(g), shifted(ops, squares, number(s, 'epsilon')))
    return [ops.neg(velocity), { squares, velocity }]
  }))
}

/** tf.train.rmsprop, centered: `√(n − (ḡ² + ε))`. */
export const tfjsCenteredRmsprop: Restated = (s) => {
  const kept = { squares: 0, mean: 0, velocity: 0 }
  return some(perTensor({ kind: 'rmsprop', learningRate: rate(s), settings: {}, kept }, (ops, { descend }) => (g, kept) => {
    const squares = runningMean(ops, number(s, 'decay'), kept.squares, ops.mul(g, g))
    const mean = runningMean(ops, number(s, 'decay'), kept.mean, g)
    const under = ops.sub(squares, shifted(ops, ops.mul(mean, mean), number(s, 'epsilon')))
    const velocity = velocityOf(ops, s, kept.velocity, descend(g), under)
    return [ops.neg(velocity), { squares, mean, velocity }]
  }))
}
