import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { showShape, sizeOf } from '../shape/size.ts'
import type { Float, Ids, Key, Mask, Shape } from '../tensor.ts'

/** Height, width and channels of an image, as it lies in a row of the inputs: row by row, the channels of a pixel side by side. */
export type ImageShape = readonly [height: number, width: number, channels: number]

export interface ImageSettings {
  readonly image: ImageShape
}

/** One number for every pixel of every image. */
type PerPixel = readonly [images: number, height: number, width: number]

/** Where each pixel is taken from. */
export interface Places {
  readonly row: Ids<PerPixel>
  readonly column: Ids<PerPixel>
}

/** The same whole number for every pixel. */
const all = (ops: Ops, shape: PerPixel, value: number): Ids<PerPixel> => ops.cast(ops.fill(shape, value), 'i32')

/** Uniform on [0, 1) for every image. */
export const unitForImages = (ops: Ops, key: Key, images: number): Float<readonly [number]> => {
  const shape: readonly [number] = [images]
  return ops.unitFromBits(ops.randomBits(key, shape))
}

/**
 * Images whose pixel is the one at the places that `from` says; 0 where that is outside of the image. `x` is `[B, …]`, with rows of as
 * many numbers as an image has.
 */
export const movedPixels = <S extends Shape>(
  operation: string, ops: Ops, [height, width, channels]: ImageShape, x: Float<S>,
  from: (own: Places, all: (value: number) => Ids<PerPixel>, shape: PerPixel) => Places,
): Float<S> => {
  const [images = 0, ...row]: Shape = x.shape
  requireThat(sizeOf(row) === height * width * channels, operation, () =>
    `images ${showShape([height, width, channels])} do not fit rows of ${showShape(row)}`)
  const shape: PerPixel = [images, height, width]
  const constant = (value: number): Ids<PerPixel> => all(ops, shape, value)
  const source = from({ row: ops.iota(shape, 1), column: ops.iota(shape, 2) }, constant, shape)
  const within = (place: Ids<PerPixel>, size: number): Mask<PerPixel> =>
    ops.and(ops.lessEqual(constant(0), place), ops.less(place, constant(size)))
  const inside = ops.and(within(source.row, height), within(source.column, width))
  const line = ops.add(ops.mul(ops.iota(shape, 0), constant(height)), source.row)
  const pixel = ops.add(ops.mul(line, constant(width)), source.column)
  const table: readonly [number, number] = [images * height * width, channels]
  const whole: readonly [number, number, number, number] = [images, height, width, channels]
  const found = ops.gather<number, readonly [number], PerPixel, 'float'>(ops.reshape(x, table), ops.select(inside, pixel, constant(0)))
  return ops.reshape(ops.select(ops.broadcast(inside, whole, [3]), found, ops.fill(whole, 0)), x.shape)
}
