import { normal as draw } from '../random/normal.ts'
import { around, checkNormal, type NormalSettings } from './deviation.ts'
import type { Initializer } from './initializer.ts'

/**
 * Normal: `μ + σ z`, z standard normal. With mean 0 it is `jax.nn.initializers.normal(σ)`.
 *
 * Throws `Misuse` for a σ that is negative, infinite or NaN, and for a mean that is not finite.
 */
export const normal = ({ standardDeviation, mean = 0 }: NormalSettings): Initializer => {
  checkNormal('normal', { standardDeviation, mean })
  return (ops, key, shape) => around(ops, mean, ops.scale(draw(ops, key, shape), standardDeviation))
}
