import type { Ops } from '../ops.ts'
import type { Float, Scalar, Shape } from '../tensor.ts'
import type { AdamwSettings } from './adamw.ts'
import { adamDirection, momentFaults, moments } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { notNegativeFault } from './running-mean.ts'

/** ‖x‖, the root of the sum of squares of a whole tensor. */
const norm = <S extends Shape>(ops: Ops, x: Float<S>): Scalar => ops.sqrt(ops.sumAll(ops.mul(x, x)))

/** ‖p‖ / ‖u‖, and 1 where either is 0 */
const trustRatio = <S extends Shape>(ops: Ops, p: Float<S>, u: Float<S>): Scalar => {
  const [weight, update, zero] = [norm(ops, p), norm(ops, u), ops.fill([], 0)]
  return ops.select(ops.or(ops.equal(weight, zero), ops.equal(update, zero)), ops.fill([], 1), ops.div(weight, update))
}

/**
 * LAMB (You et al., "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes", 2020, algorithm 2), for each tensor
 * of parameters:
 *
 *     m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)        u = m̂ / (√v̂ + ε) + λ p
 *     v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)        p ← p − η (‖p‖ / ‖u‖) u
 *
 * The paper's φ is the identity here; the ratio of norms is 1 where either is 0, as in the authors' code and in Optax.
 * When left out, ε is 1e-6 and λ is 0.01, as in the paper's training of BERT (Optax takes λ = 0).
 *
 * Throws `Misuse` for a learning rate, an ε or a λ that is negative, infinite or NaN, and for a β outside of [0, 1).
 * `learningRate: 0` changes no weight.
 */
export const lamb = (
  { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-6, weightDecay = 0.01 }: AdamwSettings,
): PerTensor<'m' | 'v'> => {
  const settings = { beta1, beta2, epsilon, weightDecay }
  return perTensor({
    kind: 'lamb',
    learningRate,
    settings,
    kept: { m: 0, v: 0 },
    faults: [...momentFaults(settings), notNegativeFault('weightDecay', weightDecay)],
  }, (ops, { t, descend }) => {
    const direction = adamDirection(ops, settings, t)
    return (g, kept, p) => {
      const next = moments(ops, settings, kept, g)
      const u = ops.add(direction(next), ops.scale(p, weightDecay))
      return [descend(ops.mul(ops.spread(trustRatio(ops, p, u), p.shape), u)), next]
    }
  })
}
