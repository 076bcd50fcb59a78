import type { Ops } from '../ops.ts'
import type { Shape, Tensor } from '../tensor.ts'
import type { Placement } from './placement.ts'
import { sameShape } from './size.ts'

/** A shape with other sizes from `axis` on. */
const replaced = (shape: Shape, axis: number, sizes: Shape): Shape => shape.map((size, i) => sizes[i - axis] ?? size)

const startOf = (shape: Shape, axis: number, before: Shape): Shape => shape.map((_, i) => before[i - axis] ?? 0)

/** The image, whose first axis is `axis`, with what is put around it. */
export const surround = (ops: Ops, x: Tensor, { image, padded, before }: Placement, axis: number, value = 0): Tensor => {
  const shape: Shape = x.shape
  return sameShape(image, padded) ? x : ops.pad(x, { start: startOf(shape, axis, before) }, replaced(shape, axis, padded), value)
}

/** The way back of `surround`: the image without what is around it. */
export const unsurround = (ops: Ops, dx: Tensor, { image, padded, before }: Placement, axis: number): Tensor => {
  const shape: Shape = dx.shape
  return sameShape(image, padded) ? dx : ops.slice(dx, { start: startOf(shape, axis, before) }, replaced(shape, axis, image))
}
