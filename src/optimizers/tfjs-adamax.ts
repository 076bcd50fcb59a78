import type { AdamSettings } from './adam.ts'
import { divided, momentFaults, shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { notNegativeFault, oneMinusRoundedPower, runningMean } from './running-mean.ts'

/** What AdaMax of TensorFlow.js is told. */
export interface TfjsAdamaxSettings extends AdamSettings {
  /** δ, how fast the learning rate falls, from 0 upward: 0 when left out */
  readonly decay?: number
}

/**
 * AdaMax as `tf.train.adamax` of TensorFlow.js 4.22 has it: `adamax` with ε = 1e-7 when left out, a learning rate that falls with the
 * number of updates, and 1 − β₁ᵗ as β₁ᵗ taken from 1 in the engine's precision.
 *
 *     m ← β₁ m + (1 − β₁) g        u ← max(β₂ u, |g|)        p ← p − η / (1 + δ (t − 1)) / (1 − β₁ᵗ) · m / (u + ε)
 *
 * Throws `Misuse` for a learning rate, an ε or a δ that is negative, infinite or NaN, and for a β outside of [0, 1).
 * `learningRate: 0` changes no weight.
 */
export const tfjsAdamax = (
  { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, decay = 0 }: TfjsAdamaxSettings,
): PerTensor<'m' | 'u'> => {
  const settings = { beta1, beta2, epsilon, decay }
  return perTensor({
    kind: 'tfjsAdamax', learningRate, settings, kept: { m: 0, u: 0 }, faults: [...momentFaults(settings), notNegativeFault('decay', decay)],
  }, (ops, { t, descend }) => {
    const slower = shifted(ops, ops.scale(ops.sub(t, ops.fill([], 1)), decay), 1)
    const correction = ops.mul(slower, oneMinusRoundedPower(ops, beta1, t))
    return (g, kept) => {
      const m = runningMean(ops, beta1, kept.m, g)
      const u = ops.maximum(ops.scale(kept.u, beta2), ops.abs(g))
      return [descend(divided(ops, ops.div(m, shifted(ops, u, epsilon)), correction)), { m, u }]
    }
  })
}
