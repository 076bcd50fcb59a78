import type { Rank, Tensor as Inner } from '@tensorflow/tfjs'
import { f32 } from '../../src/engines/eager/index.ts'
import type { Ops } from '../../src/ops.ts'
import { sizeOf } from '../../src/shape/size.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import type { Tf } from '../tensorflow/index.ts'
import { untyped } from '../untyped.ts'
import { fromTensorFlow, read, toTensorFlow } from './tensorflow-tensor.ts'
import { fold, pad, slice, unfold } from './windows.ts'

type Layout = Pick<Ops,
  | 'iota' | 'matmul' | 'matmulTN' | 'matmulNT' | 'matmulTT' | 'sum' | 'sumAll' | 'max' | 'argmax' | 'broadcast' | 'spread'
  | 'reshape' | 'transpose' | 'slice' | 'pad' | 'concat' | 'unfold' | 'fold' | 'gather' | 'scatterAdd' | 'foldIn' | 'randomBits' | 'note'>

const host = untyped(f32)

/** Matrix products, sums, moves and rows by number. Whole numbers, masks, keys and random bits are moved by our own engine. */
export const layout = (tf: Tf): Layout => {
  const inner = (x: Tensor): Inner => toTensorFlow(tf, x)
  const product = (aTransposed: boolean, bTransposed: boolean) => (a: Tensor, b: Tensor): Tensor =>
    fromTensorFlow(tf.matMul(inner(a), inner(b), aTransposed, bTransposed))
  /** A move of real numbers by TensorFlow.js, of others by us. */
  const moved = (x: Tensor, theirs: (x: Inner) => Inner, ours: (x: Tensor) => Tensor): Tensor =>
    x.dtype === 'float' ? fromTensorFlow(theirs(inner(x))) : ours(x)
  /** Times ones: the gradient is a sum. tf.broadcastTo's own gradient adds slice after slice and stops at four axes. */
  const broadcast = (x: Tensor, shape: Shape, axes: readonly number[]): Tensor => moved(x,
    (v) => tf.mul(tf.reshape(v, shape.map((size, axis) => axes.includes(axis) ? 1 : size)), tf.ones([...shape])),
    (v) => host.broadcast(v, shape, axes))
  /** A row of the identity for each id. */
  const chosen = (ids: Tensor, rows: number): Inner =>
    tf.cast(tf.oneHot(tf.reshape<Rank.R1>(inner(ids), [sizeOf(ids.shape as Shape)]), rows), 'float32')
  return {
    iota: f32.iota,
    matmul: product(false, false),
    matmulTN: product(true, false),
    matmulNT: product(false, true),
    matmulTT: product(true, true),
    sum: (x, axes) => fromTensorFlow(tf.sum(inner(x), [...axes])),
    sumAll: (x) => fromTensorFlow(tf.sum(inner(x))),
    max: (x, axes) => fromTensorFlow(tf.max(inner(x), [...axes])),
    argmax: (x, axis) => read(tf.argMax(inner(x), axis)),
    broadcast: (x, shape, axes) => broadcast(x, shape, axes),
    spread: (x, shape) => broadcast(x, shape, shape.map((_, axis) => axis)),
    reshape: (x, shape) => moved(x, (v) => tf.reshape(v, [...shape]), (v) => f32.reshape(v, shape)),
    transpose: (x, order) => moved(x, (v) => tf.transpose(v, [...order]), (v) => host.transpose(v, order)),
    slice: (x, window, shape) => moved(x, (v) => slice(tf, v, window, shape), (v) => f32.slice(v, window, shape)),
    pad: (x, window, shape, value = 0) => fromTensorFlow(pad(tf, inner(x), window, shape, value)),
    concat: (parts, axis, shape) => {
      const [all, at]: readonly [readonly Tensor[], number] = [parts, axis]
      return all.every((part) => part.dtype === 'float') ? fromTensorFlow(tf.concat(all.map(inner), at)) : host.concat(all, at, shape)
    },
    unfold: (x, windows, shape) => moved(x, (v) => unfold(tf, v, windows, shape), (v) => f32.unfold(v, windows, shape)),
    fold: (x, windows, shape) => fromTensorFlow(fold(tf, inner(x), windows, shape)),
    // As a product with rows of the identity: tf.gather's gradient does not exist on wasm.
    gather: (table, ids) => {
      const [rows = 0, ...row] = table.shape as Shape
      return moved(table,
        (v) => tf.reshape(tf.matMul(chosen(ids, rows), tf.reshape(v, [rows, sizeOf(row)])), [...ids.shape as Shape, ...row]),
        (v) => f32.gather(v, ids as Tensor))
    },
    scatterAdd: (shape, ids, updates) => {
      const [rows, ...row] = shape
      const flat = tf.reshape(inner(updates), [sizeOf(ids.shape as Shape), sizeOf(row)])
      return fromTensorFlow(tf.reshape(tf.matMul(chosen(ids, rows), flat, true, false), [...shape as Shape]))
    },
    // Integers only, so the same everywhere; TensorFlow.js's own randomness is never used.
    foldIn: f32.foldIn,
    randomBits: f32.randomBits,
    note: (_label, x) => x,
  }
}
