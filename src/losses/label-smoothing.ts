import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Shape } from '../tensor.ts'

/**
 * Labels moved towards equal shares of `classes` classes: `(1 − s) t + s / classes`. Szegedy and others, "Rethinking the Inception architecture for
 * computer vision", 2016.
 */
export const smoothed = <S extends Shape>(ops: Ops, t: Float<S>, s: number, classes: number): Float<S> =>
  s === 0 ? t : ops.add(ops.scale(t, 1 - s), ops.fill(t.shape, s / classes))

/** Refuses a share that is none. */
export const requireSmoothing = (kind: string, s: number): void => {
  requireThat(s >= 0 && s <= 1, kind, () => `labelSmoothing is ${s}, not a number from 0 to 1`)
}
