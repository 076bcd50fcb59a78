import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Ids, Key } from '../tensor.ts'
import type { Augmentation } from './augment.ts'
import { type ImageSettings, movedPixels, unitForImages } from './moved-pixels.ts'

/** A whole number from −largest to largest for every image, `⌊u (2 largest + 1)⌋ − largest` with u of 23 bits on [0, 1). */
const shifts = (ops: Ops, key: Key, images: number, largest: number): Ids<readonly [number]> => {
  const u = unitForImages(ops, key, images)
  return ops.cast(ops.sub(ops.floor(ops.scale(u, 2 * largest + 1)), ops.fill(u.shape, largest)), 'i32')
}

/**
 * Every image moved by whole pixels, up to `largest` up or down and left or right, each distance equally likely; what comes in is 0.
 *
 * Throws `Misuse` for a distance that is not a whole number from 0 upward, and for images that do not fit the rows.
 */
export const randomShift = ({ image, largest }: ImageSettings & { readonly largest: number }): Augmentation => {
  requireThat(Number.isInteger(largest) && largest >= 0, 'randomShift', () => `largest ${largest} is not a whole number from 0 upward`)
  return (ops, key, x) => movedPixels('randomShift', ops, image, x, ({ row, column }, _all, shape) => ({
    row: ops.sub(row, ops.broadcast(shifts(ops, ops.foldIn(key, 0), shape[0], largest), shape, [1, 2])),
    column: ops.sub(column, ops.broadcast(shifts(ops, ops.foldIn(key, 1), shape[0], largest), shape, [1, 2])),
  }))
}
