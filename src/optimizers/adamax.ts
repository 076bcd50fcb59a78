import type { AdamSettings } from './adam.ts'
import { divided, momentFaults, shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { oneMinusPower, runningMean } from './running-mean.ts'

/**
 * AdaMax (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 2), u the largest gradient, which decays:
 *
 *     m ← β₁ m + (1 − β₁) g        u ← max(β₂ u, |g|)        p ← p − η / (1 − β₁ᵗ) · m / (u + ε)
 *
 * The paper has no ε, so a weight that has never had a gradient is 0 / 0 there; with the 1e-8 that is taken when it is left out it
 * stays where it is. The paper's η is 0.002.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a β outside of [0, 1). `learningRate: 0`
 * changes no weight.
 */
export const adamax = ({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings): PerTensor<'m' | 'u'> => {
  const settings = { beta1, beta2, epsilon }
  return perTensor({
    kind: 'adamax', learningRate, settings, kept: { m: 0, u: 0 }, faults: momentFaults(settings),
  }, (ops, { t, descend }) => {
    const correction = oneMinusPower(ops, beta1, t)
    return (g, kept) => {
      const m = runningMean(ops, beta1, kept.m, g)
      const u = ops.maximum(ops.scale(kept.u, beta2), ops.abs(g))
      return [descend(ops.div(divided(ops, m, correction), shifted(ops, u, epsilon))), { m, u }]
    }
  })
}
