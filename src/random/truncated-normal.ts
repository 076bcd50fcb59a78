import { erf } from '../math/index.ts'
import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Key, Shape } from '../tensor.ts'
import { uniform } from './uniform.ts'

/**
 * Standard normal given that it falls in [lower, upper], by inversion: `√2 · erfinv(u)` with u uniform between
 * `erf(lower / √2)` and `erf(upper / √2)`, kept inside the limits. The road of `jax.random.truncated_normal`.
 */
export const truncatedNormal = <const S extends Shape>(ops: Ops, key: Key, shape: S, lower: number, upper: number): Float<S> => {
  requireThat(lower < upper, 'truncatedNormal', () => `${lower} is not below ${upper}`)
  const u = uniform(ops, key, shape, erf(lower / Math.SQRT2), erf(upper / Math.SQRT2))
  const x = ops.scale(ops.erfinv(u), Math.SQRT2)
  return ops.minimum(ops.maximum(x, ops.fill(shape, lower)), ops.fill(shape, upper))
}
