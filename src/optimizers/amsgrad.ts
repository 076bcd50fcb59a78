import type { AdamSettings } from './adam.ts'
import { momentFaults, moments, shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'

/**
 * AMSGrad (Reddi, Kale and Kumar, "On the Convergence of Adam and Beyond", 2018, algorithm 2 without its projection):
 *
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²        v̂ ← max(v̂, v)        p ← p − η m / (√v̂ + ε)
 *
 * As in the paper neither mean is corrected for its start at 0, so the first steps are longer than Adam's: (1 − β₁) / √(1 − β₂)
 * times η, which is 3.2 η. PyTorch, Keras and Optax correct both, each in its own way. The paper has no ε and divides 0 by 0 for a
 * weight without a gradient.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a β outside of [0, 1). `learningRate: 0`
 * changes no weight. With `epsilon: 0` a weight whose gradients were all 0 becomes NaN.
 */
export const amsgrad = (
  { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings,
): PerTensor<'m' | 'v' | 'largest'> => {
  const settings = { beta1, beta2, epsilon }
  return perTensor({
    kind: 'amsgrad', learningRate, settings, kept: { m: 0, v: 0, largest: 0 }, faults: momentFaults(settings),
  }, (ops, { descend }) => (g, kept) => {
    const { m, v } = moments(ops, settings, kept, g)
    const largest = ops.maximum(kept.largest, v)
    return [descend(ops.div(m, shifted(ops, ops.sqrt(largest), epsilon))), { m, v, largest }]
  })
}
