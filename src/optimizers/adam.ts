import type { Tree } from '../tensor.ts'
import type { LearningRate } from './learning-rate.ts'
import { adamDirection, momentFaults, moments, type MomentSettings } from './moments.ts'
import { perTensor, type PerTensor, type Slots } from './per-tensor.ts'

/** What Adam is told; the names are those of the paper. TensorFlow.js takes ε = 1e-7. */
export interface AdamSettings extends MomentSettings {
  /** η */
  readonly learningRate: LearningRate
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
export const adam = ({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings): PerTensor<'m' | 'v'> => {
  const settings = { beta1, beta2, epsilon }
  return perTensor({
    kind: 'adam', learningRate, settings, kept: { m: 0, v: 0 }, faults: momentFaults(settings),
  }, (ops, { t, descend }) => {
    const direction = adamDirection(ops, settings, t)
    return (g, kept) => {
      const next = moments(ops, settings, kept, g)
      return [descend(direction(next)), next]
    }
  })
}
