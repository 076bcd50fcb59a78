import type { AdamSettings } from './adam.ts'
import { divided, momentFaults, moments, shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { oneMinusPower } from './running-mean.ts'

/**
 * NAdam, Adam that looks ahead as Nesterov (Dozat, "Incorporating Nesterov Momentum into Adam", 2016, algorithm 2 with the same
 * μ = β₁ at every step):
 *
 *     m ← β₁ m + (1 − β₁) g        m̂ = β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ)
 *     v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)                                    p ← p − η m̂ / (√v̂ + ε)
 *
 * as in Optax. PyTorch and Keras let μ grow instead, to μₜ = β₁ (1 − ½ 0.96^(t / 250)) and β₁ (1 − ½ 0.96ᵗ), with the product of
 * all μ for the power of β₁. The paper multiplies v̂ by β₂ once more, which nobody does.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a β outside of [0, 1). `learningRate: 0`
 * changes no weight. With `epsilon: 0` a weight whose gradients were all 0 becomes NaN.
 */
export const nadam = ({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings): PerTensor<'m' | 'v'> => {
  const settings = { beta1, beta2, epsilon }
  return perTensor({
    kind: 'nadam', learningRate, settings, kept: { m: 0, v: 0 }, faults: momentFaults(settings),
  }, (ops, { t, descend }) => {
    const [c1, c2] = [oneMinusPower(ops, beta1, t), oneMinusPower(ops, beta2, t)]
    const ahead = oneMinusPower(ops, beta1, ops.add(t, ops.fill([], 1)))
    return (g, kept) => {
      const { m, v } = moments(ops, settings, kept, g)
      const looking = ops.add(divided(ops, ops.scale(m, beta1), ahead), divided(ops, ops.scale(g, 1 - beta1), c1))
      return [descend(ops.div(looking, shifted(ops, ops.sqrt(divided(ops, v, c2)), epsilon))), { m, v }]
    }
  })
}
