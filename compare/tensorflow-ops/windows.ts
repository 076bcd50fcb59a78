import type { Tensor as Inner } from '@tensorflow/tfjs'
import type { Window, Windows } from '../../src/ops.ts'
import { sizeOf } from '../../src/shape/size.ts'
import type { Shape } from '../../src/tensor.ts'
import type { Tf } from '../tensorflow/index.ts'

/** One axis of a tensor as the middle one of three. */
const around = (shape: Shape, axis: number): { readonly outer: number; readonly size: number; readonly rest: number } =>
  ({ outer: sizeOf(shape.slice(0, axis)), size: shape[axis] ?? 1, rest: sizeOf(shape.slice(axis + 1)) })

const withSize = (shape: Shape, axis: number, size: number): number[] => shape.map((old, i) => i === axis ? size : old)

/** `count` elements along one axis, `stride` apart; tf.stridedSlice would do, but has no gradient. */
const sliceAxis = (tf: Tf, x: Inner, axis: number, start: number, stride: number, count: number): Inner => {
  const { outer, size, rest } = around(x.shape, axis)
  if (count === size) return x
  const reach = (count - 1) * stride + 1
  const part = tf.slice(tf.reshape(x, [outer, size, rest]), [0, start, 0], [outer, reach, rest])
  const whole = tf.pad(part, [[0, 0], [0, count * stride - reach], [0, 0]])
  const first = tf.slice(tf.reshape(whole, [outer, count, stride, rest]), [0, 0, 0, 0], [outer, count, 1, rest])
  return tf.reshape(first, withSize(x.shape, axis, count))
}

/** The adjoint: the elements `stride` apart in an axis of `size`, and `value` elsewhere. */
const padAxis = (tf: Tf, x: Inner, axis: number, start: number, stride: number, size: number, value: number): Inner => {
  const { outer, size: count, rest } = around(x.shape, axis)
  if (count === size) return x
  const reach = (count - 1) * stride + 1
  const apart = tf.pad(tf.reshape(x, [outer, count, 1, rest]), [[0, 0], [0, 0], [0, stride - 1], [0, 0]], value)
  const part = tf.slice(tf.reshape(apart, [outer, count * stride, rest]), [0, 0, 0], [outer, reach, rest])
  return tf.reshape(tf.pad(part, [[0, 0], [start, size - start - reach], [0, 0]], value), withSize(x.shape, axis, size))
}

const strideOf = ({ stride }: Window, axis: number): number => stride?.[axis] ?? 1

/** `Ops.slice`, axis by axis. */
export const slice = (tf: Tf, x: Inner, window: Window, shape: Shape): Inner =>
  shape.reduce<Inner>((y, count, axis) => sliceAxis(tf, y, axis, window.start[axis] ?? 0, strideOf(window, axis), count), x)

/** `Ops.pad`, axis by axis. */
export const pad = (tf: Tf, x: Inner, window: Window, shape: Shape, value: number): Inner =>
  shape.reduce<Inner>((y, size, axis) => padAxis(tf, y, axis, window.start[axis] ?? 0, strideOf(window, axis), size, value), x)

/** Every element of a window, by its coordinates. */
const places = (size: readonly number[]): readonly (readonly number[])[] =>
  size.reduce<readonly (readonly number[])[]>((all, count) => all.flatMap((at) => Array.from({ length: count }, (_, i) => [...at, i])), [[]])

/** Where the elements at one place of all windows lie. */
const windowAt = (whole: Shape, { axis, stride, dilation }: Windows, place: readonly number[]): Window => ({
  start: whole.map((_, i) => (place[i - axis] ?? 0) * (dilation?.[i - axis] ?? 1)),
  stride: whole.map((_, i) => stride?.[i - axis] ?? 1),
})

/** One element of each window, for all windows. */
const oneOfEach = (whole: Shape, { axis, size }: Windows, unfolded: Shape): Shape =>
  [...unfolded.slice(0, axis + size.length), ...whole.slice(axis + size.length)]

/** `Ops.unfold`, one place of the windows after another. */
export const unfold = (tf: Tf, x: Inner, windows: Windows, shape: Shape): Inner => {
  const [part, at] = [oneOfEach(x.shape, windows, shape), windows.axis + windows.size.length]
  const parts = places(windows.size).map((place) => {
    const elements = slice(tf, x, windowAt(x.shape, windows, place), part)
    return tf.reshape(elements, [...part.slice(0, at), 1, ...part.slice(at)])
  })
  return tf.reshape(tf.concat(parts, at), [...shape])
}

/** `Ops.fold`, the sum over the places of the windows. */
export const fold = (tf: Tf, x: Inner, windows: Windows, shape: Shape): Inner => {
  const [part, at] = [oneOfEach(shape, windows, x.shape), windows.axis + windows.size.length]
  const flat = tf.reshape(x, [...part.slice(0, at), sizeOf(windows.size), ...part.slice(at)])
  return places(windows.size).map((place, i) => {
    const one = tf.slice(flat, flat.shape.map((_, axis) => axis === at ? i : 0), flat.shape.map((size, axis) => axis === at ? 1 : size))
    return pad(tf, tf.reshape(one, part as number[]), windowAt(shape, windows, place), shape, 0)
  }).reduce((sum, one) => tf.add(sum, one))
}
