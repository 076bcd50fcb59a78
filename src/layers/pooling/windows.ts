import type { Ops } from '../../ops.ts'
import type { Placement } from '../../shape/placement.ts'
import { sameShape, sizeOf } from '../../shape/size.ts'
import { surround, unsurround } from '../../shape/surround.ts'
import { unfoldedShape } from '../../shape/windows.ts'
import type { Float, Shape, Some, Tensor } from '../../tensor.ts'

declare const part: unique symbol
/** The places of a window, and the results: names for the compiler. */
export type Places = number & { readonly [part]: 'places' }
export type Results = number & { readonly [part]: 'results' }

/** An image as a matrix whose column i is what result i is made of, in row-major order of its window, and the adjoint. */
export interface PooledWindows {
  readonly to: (ops: Ops, x: Tensor, around?: number) => Float<readonly [Places, Results]>
  readonly from: (ops: Ops, m: Float<readonly [Places, Results]>) => Tensor
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)

/** Windows that may lie over one another: each element is taken as often as it is seen. */
const overlapping = (rows: number, placement: Placement, channels: number): PooledWindows => {
  const { padded, windows, out } = placement
  const [at, axes] = [{ axis: 1, ...windows }, upTo(out.length)]
  const around: Shape = [rows, ...padded, channels]
  const [unfolded, last] = [unfoldedShape(around, at), 1 + 2 * axes.length]
  const placesFirst = [...axes.map((i) => 1 + axes.length + i), 0, ...axes.map((i) => 1 + i), last]
  const placesInside = [axes.length, ...axes.map((i) => 1 + axes.length + i), ...axes, last]
  return {
    to: (ops, x, value) => ops.reshape(
      ops.transpose(ops.unfold(surround(ops, x, placement, 1, value), at, unfolded), placesFirst as Some), matrixOf(rows, placement, channels)) as Tensor,
    from: (ops, m) => unsurround(ops, ops.fold(
      ops.transpose(ops.reshape(m, [...windows.size, rows, ...out, channels]), placesInside as Some) as Tensor, at, around), placement, 1),
  }
}

/** Windows that lie side by side: the image is cut into them and nothing is taken twice. What is left over at the end is not seen. */
const sideBySide = (rows: number, placement: Placement, channels: number): PooledWindows => {
  const { image, windows: { size }, out } = placement
  const axes = upTo(out.length)
  const whole: Shape = [rows, ...image, channels]
  const seen: Shape = [rows, ...out.map((count, i) => count * (size[i] ?? 1)), channels]
  const cut: Shape = [rows, ...out.flatMap((count, i) => [count, size[i] ?? 1]), channels]
  const placesFirst = [...axes.map((i) => 2 + 2 * i), 0, ...axes.map((i) => 1 + 2 * i), 1 + 2 * axes.length]
  const placesInside = [axes.length, ...axes.flatMap((i) => [1 + axes.length + i, i]), 1 + 2 * axes.length]
  const start = whole.map(() => 0)
  return {
    to: (ops, x) => {
      const tiles: Tensor = sameShape(whole, seen) ? x : ops.slice(x, { start }, seen)
      return ops.reshape(ops.transpose(ops.reshape(tiles, cut), placesFirst as Some), matrixOf(rows, placement, channels)) as Tensor
    },
    from: (ops, m) => {
      const tiles: Tensor = ops.reshape(ops.transpose(ops.reshape(m, [...size, rows, ...out, channels]), placesInside as Some), seen)
      return sameShape(whole, seen) ? tiles : ops.pad(tiles, { start }, whole)
    },
  }
}

const matrixOf = (rows: number, { windows: { size }, out }: Placement, channels: number): Shape => [sizeOf(size), rows * sizeOf(out) * channels]

/** The windows over images of these sizes, channels last, by the cheaper of two ways. */
export const pooledWindows = (rows: number, placement: Placement, channels: number): PooledWindows => {
  const { image, padded, windows: { size, stride, dilation } } = placement
  const apart = sameShape(image, padded) && sameShape(size, stride) && dilation.every((step) => step === 1)
  return (apart ? sideBySide : overlapping)(rows, placement, channels)
}
