import type { AdamSettings } from './adam.ts'
import { adamDirection, momentFaults, moments } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { notNegativeFault } from './running-mean.ts'

/** What AdamW is told; the names are those of the paper. */
export interface AdamwSettings extends AdamSettings {
  /** λ, how fast weights decay, from 0 upward: 0.01 when left out, as in PyTorch (Optax takes 1e-4) */
  readonly weightDecay?: number
}

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2):
 *
 *     m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *     v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)        p ← p − η (m̂ / (√v̂ + ε) + λ p)
 *
 * The decay is multiplied by η, as in PyTorch and Optax. The paper multiplies it by the schedule alone, without the rate that the
 * schedule starts from, so its λ is η λ here.
 *
 * Throws `Misuse` for a learning rate, an ε or a λ that is negative, infinite or NaN, and for a β outside of [0, 1).
 * `learningRate: 0` changes no weight.
 */
export const adamw = (
  { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 }: AdamwSettings,
): PerTensor<'m' | 'v'> => {
  const settings = { beta1, beta2, epsilon, weightDecay }
  return perTensor({
    kind: 'adamw',
    learningRate,
    settings,
    kept: { m: 0, v: 0 },
    faults: [...momentFaults(settings), notNegativeFault('weightDecay', weightDecay)],
  }, (ops, { t, descend }) => {
    const direction = adamDirection(ops, settings, t)
    return (g, kept, p) => {
      const next = moments(ops, settings, kept, g)
      return [descend(ops.add(direction(next), ops.scale(p, weightDecay))), next]
    }
  })
}
