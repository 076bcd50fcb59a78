import { requireThat } from '../misuse.ts'
import type { Windows } from '../ops.ts'
import type { Shape } from '../tensor.ts'
import { type AxisPadding, convolved, padded, span, unconvolved } from './convolved.ts'
import { showShape } from './size.ts'

/** One for all axes, or one for each. */
export type PerAxis<T> = T | readonly T[]

/** What is put around every axis. */
export type Padding = 'valid' | 'same' | readonly (readonly [before: number, after: number])[]

/** Windows over an image as their user says it. */
export interface WindowSettings {
  readonly size: PerAxis<number>
  readonly stride?: PerAxis<number>
  readonly dilation?: PerAxis<number>
  readonly padding?: Padding
}

/** Where the windows over an image lie: an image is what a tensor has between its first axis and its last, such as `[height, width]`. */
export interface Placement {
  readonly image: Shape
  /** with what is put around it */
  readonly padded: Shape
  /** how much of that comes before */
  readonly before: Shape
  /** the numbers of windows */
  readonly out: Shape
  readonly windows: Required<Omit<Windows, 'axis'>>
}

/** `[2, 2]` for 2 over two axes. */
export const perAxis = (value: PerAxis<number>, axes: number): readonly number[] =>
  typeof value === 'number' ? Array.from({ length: axes }, () => value) : value

/** What is put before and after one axis. `same`: `(⌈size / stride⌉ − 1) stride + window − size` in all, the odd one after, as in TensorFlow. */
const paddingOf = (size: number, window: number, stride: number, padding: AxisPadding): readonly [before: number, after: number] => {
  const total = Math.max(0, (convolved(size, window, stride, 'same') - 1) * stride + window - size)
  return padding === 'valid' ? [0, 0] : padding === 'same' ? [Math.floor(total / 2), Math.ceil(total / 2)] : padding
}

/** What surrounds one axis. */
const onAxis = (padding: Padding, axis: number): AxisPadding => typeof padding === 'string' ? padding : padding[axis] ?? [0, 0]

/**
 * Where windows lie. Throws `Misuse` where a number is not whole or out of range, where a list is not one for each axis of the image, and
 * where a window is larger than the padded image.
 */
export const placementOf = (operation: string, image: Shape, { size, stride = 1, dilation = 1, padding = 'valid' }: WindowSettings): Placement => {
  const axes = image.length
  requireThat(typeof padding !== 'string' || ['valid', 'same'].includes(padding), operation, () => `padding "${String(padding)}" is neither valid nor same`)
  requireThat(typeof padding === 'string' || padding.every((pair) => Array.isArray(pair)), operation, () => 'padding is one pair for each axis: [[before, after], …]')
  const windows = { size: perAxis(size, axes), stride: perAxis(stride, axes), dilation: perAxis(dilation, axes) }
  const lists = [...Object.values(windows), ...(typeof padding === 'string' ? [] : [padding])]
  requireThat(lists.every(({ length }) => length === axes), operation, () => `size, stride, dilation and padding need one entry for each of ${axes} axes`)
  requireThat(Object.values(windows).flat().every((n) => Number.isSafeInteger(n) && n > 0), operation, () =>
    `size ${showShape(windows.size)}, stride ${showShape(windows.stride)} and dilation ${showShape(windows.dilation)} must be whole numbers above 0`)
  const spans = windows.size.map((count, i) => span(count, windows.dilation[i] ?? 1))
  const around = image.map((length, i) => paddingOf(length, spans[i] ?? 1, windows.stride[i] ?? 1, onAxis(padding, i)))
  requireThat(around.flat().every((n) => Number.isSafeInteger(n) && n >= 0), operation, () =>
    `padding ${around.map(showShape).join(', ')} must be whole numbers of at least 0`)
  const whole = image.map((length, i) => padded(length, around[i] ?? [0, 0]))
  requireThat(whole.every((length, i) => length >= (spans[i] ?? 1)), operation, () =>
    `the kernel is larger than the image: ${showShape(spans)} and ${showShape(whole)}`)
  return {
    image, padded: whole, before: around.map(([before]) => before), windows,
    out: whole.map((length, i) => convolved(length, spans[i] ?? 1, windows.stride[i] ?? 1, 'valid')),
  }
}

/**
 * Where the windows lie whose values an image of `out` has: over the image that a transposed convolution gives. Throws `Misuse` as
 * `placementOf` does, and where padding leaves nothing.
 */
export const unplacementOf = (operation: string, out: Shape, settings: WindowSettings): Placement => {
  const { size, stride = 1, dilation = 1, padding = 'valid' } = settings
  const [sizes, strides, dilations] = [perAxis(size, out.length), perAxis(stride, out.length), perAxis(dilation, out.length)]
  const image = out.map((length, i) => unconvolved(length, span(sizes[i] ?? 1, dilations[i] ?? 1), strides[i] ?? 1, onAxis(padding, i)))
  requireThat(image.every((length) => length > 0), operation, () => `the padding leaves nothing of ${showShape(image)}`)
  return placementOf(operation, image, settings)
}

/** Settings for the one axis of a sequence, with their padding as that of an image of one axis. */
export const alongOne = <T extends { readonly padding?: AxisPadding }>(settings: T): Omit<T, 'padding'> & { readonly padding?: Padding } => {
  const { padding, ...others } = settings
  return padding === undefined ? others : { ...others, padding: typeof padding === 'string' ? padding : [padding] }
}
