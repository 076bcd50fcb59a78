import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Scalar } from '../tensor.ts'
import type { AdamSettings } from './adam.ts'
import { averagedLength, lastLength } from './averaged-length.ts'
import { divided, momentFaults, moments, shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { oneMinusPower } from './running-mean.ts'

/** What RAdam is told; the names are those of the paper. */
export interface RadamSettings extends AdamSettings {
  /** how many gradients must have been averaged before their spread counts, from 4 upward: 4 when left out (PyTorch and Optax: 5) */
  readonly threshold?: number
}

/** √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ)) */
const rectification = (ops: Ops, rho: Scalar, last: number): Scalar => {
  const above = (k: number): Scalar => ops.sub(rho, ops.fill([], k))
  return ops.sqrt(ops.scale(ops.div(ops.mul(above(4), above(2)), rho), last / ((last - 4) * (last - 2))))
}

/**
 * Rectified Adam (Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond", 2020, algorithm 2):
 *
 *     m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)        ρ∞ = 2 / (1 − β₂) − 1        ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 *     v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)        r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
 *
 *     p ← p − η r m̂ / (√v̂ + ε)  where ρ > 4,  else  p ← p − η m̂
 *
 * The paper has no ε; Optax has it here, the authors and PyTorch beside √v. All three wait until ρ is 5 or above.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, for a β outside of [0, 1), and for a threshold
 * below 4, where r is no number. `learningRate: 0` changes no weight.
 */
export const radam = (
  { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, threshold = 4 }: RadamSettings,
): PerTensor<'m' | 'v'> => {
  const settings = { beta1, beta2, epsilon, threshold }
  requireThat(threshold >= 4, 'radam', () => `threshold ${threshold} is not a number from 4 upward`)
  return perTensor({
    kind: 'radam', learningRate, settings, kept: { m: 0, v: 0 }, faults: momentFaults(settings),
  }, (ops, { t, descend }) => {
    const [c1, c2] = [oneMinusPower(ops, beta1, t), oneMinusPower(ops, beta2, t)]
    // ρ never passes ρ∞, so with a β₂ up to 0.6 the spread never counts.
    if (lastLength(beta2) <= threshold) {
      return (g, kept) => {
        const next = moments(ops, settings, kept, g)
        return [descend(divided(ops, next.m, c1)), next]
      }
    }
    const rho = averagedLength(ops, beta2, t)
    const [counts, r] = [ops.less(ops.fill([], threshold), rho), rectification(ops, rho, lastLength(beta2))]
    return (g, kept) => {
      const next = moments(ops, settings, kept, g)
      const mean = divided(ops, next.m, c1)
      const adaptive = ops.div(ops.mul(ops.spread(r, g.shape), mean), shifted(ops, ops.sqrt(divided(ops, next.v, c2)), epsilon))
      return [descend(ops.select(ops.spread(counts, g.shape), adaptive, mean)), next]
    }
  })
}
