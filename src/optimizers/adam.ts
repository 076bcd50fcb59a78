import type { Tree } from '../tensor.ts'
import type { LearningRate } from './learning-rate.ts'
import { perTensor, type PerTensor, type Slots } from './per-tensor.ts'
import { betaFault, notNegativeFault, oneMinusPower, runningMean } from './running-mean.ts'

/** What Adam is told; the names are those of the paper. */
export interface AdamSettings {
  /** η */
  readonly learningRate: LearningRate
  /** how much of the mean gradient is kept from step to step, in [0, 1): 0.9 when left out */
  readonly beta1?: number
  /** how much of the mean squared gradient is kept, in [0, 1): 0.999 when left out */
  readonly beta2?: number
  /** what keeps the divisor from 0: 1e-8 when left out (TensorFlow.js takes 1e-7) */
  readonly epsilon?: number
}

/** What Adam keeps: how many updates it has made, and the running means of the gradient and of its square. */
export type AdamSlots<P extends Tree> = Slots<P, 'm' | 'v'>

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1):
 *
 *     m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *     v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)        p ← p − η m̂ / (√v̂ + ε)
 *
 * 1 − β is taken in f64 and rounded once; see `oneMinusPower` for 1 − βᵗ.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a β outside of [0, 1). `learningRate: 0`
 * changes no weight. With `epsilon: 0` a weight whose gradients were all 0 becomes NaN.
 */
export const adam = ({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings): PerTensor<'m' | 'v'> =>
  perTensor({
    kind: 'adam',
    learningRate,
    settings: { beta1, beta2, epsilon },
    kept: { m: 0, v: 0 },
    faults: [betaFault('beta1', beta1), betaFault('beta2', beta2), notNegativeFault('epsilon', epsilon)],
  }, (ops, { t, descend }) => {
    const [c1, c2] = [oneMinusPower(ops, beta1, t), oneMinusPower(ops, beta2, t)]
    return (g, kept) => {
      const m = runningMean(ops, beta1, kept.m, g)
      const v = runningMean(ops, beta2, kept.v, ops.mul(g, g))
      const root = ops.sqrt(ops.div(v, ops.spread(c2, v.shape)))
      return [descend(ops.div(ops.div(m, ops.spread(c1, m.shape)), ops.add(root, ops.fill(v.shape, epsilon)))), { m, v }]
    }
  })
