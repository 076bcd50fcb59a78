import type { Ops } from '../ops.ts'
import type { Float, Key, Shape } from '../tensor.ts'
import { uniform } from './uniform.ts'

/** The f32 number just above −1, so that erfinv stays finite. */
const ABOVE_MINUS_ONE = -1 + 2 ** -24

/** Standard normal by inversion: `√2 · erfinv(u)`, u uniform on (−1, 1). The road of `jax.random.normal`. */
export const normal = <const S extends Shape>(ops: Ops, key: Key, shape: S): Float<S> =>
  ops.scale(ops.erfinv(uniform(ops, key, shape, ABOVE_MINUS_ONE, 1)), Math.SQRT2)
