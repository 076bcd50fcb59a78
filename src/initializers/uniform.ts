import { requireThat } from '../misuse.ts'
import { uniform as draw } from '../random/uniform.ts'
import type { Initializer } from './initializer.ts'

/**
 * Uniform on [from, to), of mean (from + to) / 2 and variance (to − from)² / 12. `uniform(0, scale)` is `jax.nn.initializers.uniform(scale)`.
 *
 * Throws `Misuse` for bounds that are not finite, or not upward.
 */
export const uniform = (from: number, to: number): Initializer => {
  requireThat(Number.isFinite(Math.fround(from)) && Number.isFinite(Math.fround(to)) && from <= to, 'uniform', () =>
    `from ${from} to ${to} is not a finite range upward`)
  return (ops, key, shape) => draw(ops, key, shape, from, to)
}
