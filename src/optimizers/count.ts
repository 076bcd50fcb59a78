import type { Ops } from '../ops.ts'
import type { Ids } from '../tensor.ts'

/** A whole number as a tensor. */
export const whole = (ops: Ops, value: number): Ids<readonly []> => ops.cast(ops.fill([], value), 'i32')

/** Where counting updates stops, so that i32 does not wrap; every 1 − βᵗ has long been 1. */
export const LAST_COUNT = 2 ** 30

/** One more, up to `LAST_COUNT`. */
export const oneMore = (ops: Ops, count: Ids<readonly []>): Ids<readonly []> =>
  ops.minimum(ops.add(count, whole(ops, 1)), whole(ops, LAST_COUNT))
