import type { Ops } from '../ops.ts'
import type { Float, Shape } from '../tensor.ts'
import type { LearningRate } from './learning-rate.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { betaFault, notNegativeFault, runningMean } from './running-mean.ts'

/** What Lion is told; the names are those of the paper. */
export interface LionSettings {
  /** η: three to ten times smaller than Adam's, the paper says */
  readonly learningRate: LearningRate
  /** how much of the mean gradient counts in a step, in [0, 1): 0.9 when left out */
  readonly beta1?: number
  /** how much of the mean gradient is kept, in [0, 1): 0.99 when left out */
  readonly beta2?: number
  /** λ, how fast weights decay, from 0 upward: 1e-3 when left out, as in Optax */
  readonly weightDecay?: number
}

/** −1, 0 or 1; NaN stays */
const sign = <S extends Shape>(ops: Ops, x: Float<S>): Float<S> => {
  const [zero, one] = [ops.fill(x.shape, 0), ops.fill(x.shape, 1)]
  return ops.select(ops.less(zero, x), one, ops.select(ops.less(x, zero), ops.neg(one), x))
}

/**
 * Lion (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023, algorithm 2):
 *
 *     c = β₁ m + (1 − β₁) g        p ← p − η (sign c + λ p)        m ← β₂ m + (1 − β₂) g
 *
 * Throws `Misuse` for a learning rate or a λ that is negative, infinite or NaN, and for a β outside of [0, 1). `learningRate: 0`
 * changes no weight.
 */
export const lion = ({ learningRate, beta1 = 0.9, beta2 = 0.99, weightDecay = 1e-3 }: LionSettings): PerTensor<'m'> =>
  perTensor({
    kind: 'lion',
    learningRate,
    settings: { beta1, beta2, weightDecay },
    kept: { m: 0 },
    faults: [betaFault('beta1', beta1), betaFault('beta2', beta2), notNegativeFault('weightDecay', weightDecay)],
  }, (ops, { descend }) => (g, kept, p) => [
    descend(ops.add(sign(ops, runningMean(ops, beta1, kept.m, g)), ops.scale(p, weightDecay))),
    { m: runningMean(ops, beta2, kept.m, g) },
  ])
