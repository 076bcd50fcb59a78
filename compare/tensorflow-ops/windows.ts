import type { Tensor as Inner } from '@tensorflow/tfjs'
import type { Window } from '../../src/ops.ts'
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
