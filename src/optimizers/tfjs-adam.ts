import type { AdamSettings } from './adam.ts'
import { divided, momentFaults, moments, shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { oneMinusRoundedPower } from './running-mean.ts'

/**
 * Adam as `tf.train.adam` of TensorFlow.js 4.22 has it: `adam` with ε = 1e-7 when left out, and 1 − βᵗ as βᵗ taken from 1 in the
 * engine's precision, which moves the first updates by up to 6e-6 of their length (see `oneMinusPower`).
 *
 *     m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *     v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)        p ← p − η m̂ / (√v̂ + ε)
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a β outside of [0, 1). `learningRate: 0`
 * changes no weight.
 */
export const tfjsAdam = ({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamSettings): PerTensor<'m' | 'v'> => {
  const settings = { beta1, beta2, epsilon }
  return perTensor({
    kind: 'tfjsAdam', learningRate, settings, kept: { m: 0, v: 0 }, faults: momentFaults(settings),
  }, (ops, { t, descend }) => {
    const [c1, c2] = [oneMinusRoundedPower(ops, beta1, t), oneMinusRoundedPower(ops, beta2, t)]
    return (g, kept) => {
      const next = moments(ops, settings, kept, g)
      return [descend(ops.div(divided(ops, next.m, c1), shifted(ops, ops.sqrt(divided(ops, next.v, c2)), epsilon))), next]
    }
  })
}
