import { requireThat } from '../misuse.ts'
import type { Augmentation } from './augment.ts'
import { type ImageSettings, movedPixels, unitForImages } from './moved-pixels.ts'

/**
 * Every image with left and right exchanged, or as it is: flipped with this probability, ½ when left out.
 *
 * Throws `Misuse` for a probability outside of [0, 1], and for images that do not fit the rows.
 */
export const randomFlip = ({ image, probability = 0.5 }: ImageSettings & { readonly probability?: number }): Augmentation => {
  requireThat(probability >= 0 && probability <= 1, 'randomFlip', () => `probability ${probability} is not from 0 to 1`)
  return (ops, key, x) => movedPixels('randomFlip', ops, image, x, ({ row, column }, all, shape) => {
    const u = unitForImages(ops, key, shape[0])
    const flipped = ops.broadcast(ops.less(u, ops.fill(u.shape, probability)), shape, [1, 2])
    return { row, column: ops.select(flipped, ops.sub(all(image[1] - 1), column), column) }
  })
}
