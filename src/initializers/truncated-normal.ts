import { truncatedNormal as draw } from '../random/truncated-normal.ts'
import { around, checkNormal, type NormalSettings } from './deviation.ts'
import type { Initializer } from './initializer.ts'

/**
 * The deviation of a standard normal cut at ±2: √(1 − 4 φ(2) / (2 Φ(2) − 1)). Dividing by it makes the deviation of what is left the one
 * that was asked for, as Keras and JAX do in their variance scaling.
 */
export const CUT_DEVIATION = 0.87962566103423978

/**
 * Normal cut at two of its deviations, which is then made wider so that σ is the deviation after the cut: `μ + (σ / 0.8796…) z`, z standard normal
 * given that |z| ≤ 2. (`TruncatedNormal` of Keras and `truncated_normal` of JAX take σ for the deviation before the cut: what they give
 * has a deviation of 0.88 σ.)
 *
 * Throws `Misuse` for a σ that is negative, infinite or NaN, and for a mean that is not finite.
 */
export const truncatedNormal = ({ standardDeviation, mean = 0 }: NormalSettings): Initializer => {
  checkNormal('truncatedNormal', { standardDeviation, mean })
  return (ops, key, shape) => around(ops, mean, ops.scale(draw(ops, key, shape, -2, 2), standardDeviation / CUT_DEVIATION))
}
