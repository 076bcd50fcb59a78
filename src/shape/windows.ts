import type { Windows } from '../ops.ts'
import type { Shape } from '../tensor.ts'

const ones = (size: readonly number[]): readonly number[] => size.map(() => 1)

/** How many windows fit into `length` elements: `⌊(length − (size − 1) dilation − 1) / stride⌋ + 1`. */
export const countWindows = (length: number, size: number, stride: number, dilation: number): number =>
  Math.floor((length - (size - 1) * dilation - 1) / stride) + 1

/** The shape of all windows: the windowed axes give way to the numbers of windows, then to the sizes of a window. */
export const unfoldedShape = (shape: Shape, { axis, size, stride = ones(size), dilation = ones(size) }: Windows): Shape => [
  ...shape.slice(0, axis),
  ...size.map((count, i) => countWindows(shape[axis + i] ?? NaN, count, stride[i] ?? NaN, dilation[i] ?? NaN)),
  ...size,
  ...shape.slice(axis + size.length),
]

/** How far apart neighbours along each axis of all windows lie, in a tensor whose own neighbours lie `strides` apart. */
export const windowStrides = (strides: readonly number[], { axis, size, stride = ones(size), dilation = ones(size) }: Windows): readonly number[] => {
  const windowed = strides.slice(axis, axis + size.length)
  return [
    ...strides.slice(0, axis),
    ...windowed.map((step, i) => step * (stride[i] ?? NaN)),
    ...windowed.map((step, i) => step * (dilation[i] ?? NaN)),
    ...strides.slice(axis + size.length),
  ]
}
