import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Key, Shape } from '../tensor.ts'

/**
 * Uniform on [from, to): `from + u (to − from)`, never below `from`, with u of 23 random bits; rounding may give `to`
 * itself. The same numbers as `jax.random.uniform` in f32, operation by operation (compiled JAX may fuse the product
 * into the sum, which changes the last bit on some ranges).
 */
export const uniform = <const S extends Shape>(ops: Ops, key: Key, shape: S, from = 0, to = 1): Float<S> => {
  requireThat(Number.isFinite(from) && Number.isFinite(to) && from <= to, 'uniform', () =>
    `from ${from} to ${to} is not a finite range upward`)
  const low = ops.fill(shape, from)
  const range = ops.sub(ops.fill(shape, to), low)
  return ops.maximum(low, ops.add(ops.mul(ops.unitFromBits(ops.randomBits(key, shape)), range), low))
}
