import type { Tensor as Inner } from '@tensorflow/tfjs'
import type { Tf } from '../tensorflow/index.ts'
import type { Restated } from './restated-attention.ts'

/** What `tf.layers` lacks for sequences, in core functions from the papers. */

/** A tensor that the list has for certain; the first when no place is given. */
export const at = (list: readonly Inner[], place = 0): Inner => {
  const found = list[place]
  if (found === undefined) throw new Error(`there is no tensor ${place}`)
  return found
}

/** A table of numbers that are known, as their user would compute it. */
export const tableOf = (tf: Tf, rows: number, columns: number, at: (row: number, column: number) => number): Inner =>
  tf.tensor2d(Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => at(row, column))))

/** Rows of a table. tf.gather has no gradient on wasm, so that its users multiply with rows of the identity. */
export const rowsOf = (tf: Tf, table: Inner, ids: Inner): Inner => {
  const [vocabulary = 1, width = 1] = table.shape
  const whole = tf.cast(ids, 'int32')
  return tf.getBackend() === 'wasm'
    ? tf.reshape(tf.matMul(tf.cast(tf.oneHot(tf.reshape(whole, [-1]), vocabulary), 'float32'), table), [...ids.shape, width])
    : tf.gather(table, whole)
}

/** Vaswani et al., section 3.5: sin in the even columns, cos in the odd ones. */
export const waves = (tf: Tf, positions: number, width: number): Inner => tableOf(tf, positions, width, (position, column) => {
  const angle = position * 10_000 ** (-(column - column % 2) / width)
  return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
})

/** Su et al.: `x cos + (−x₂, x₁) sin`, both halves by the same angle. */
const turned = (tf: Tf, x: Inner): Inner => {
  const [, , t = 1, d = 1] = x.shape
  const table = (f: (angle: number) => number): Inner => tableOf(tf, t, d, (position, i) => f(position * 10_000 ** (-2 * (i % (d / 2)) / d)))
  const halves = tf.split(x, 2, 3)
  return tf.add(tf.mul(x, table(Math.cos)), tf.mul(tf.concat([tf.neg(at(halves, 1)), at(halves, 0)], 3), table(Math.sin)))
}

/** `x w`, or `x w + b` */
const affine = (tf: Tf, x: Inner, weights: readonly Inner[]): Inner => {
  const y = tf.matMul(x, at(weights))
  return weights.length === 1 ? y : tf.add(y, at(weights, 1))
}

/** Vaswani et al., section 3.2. Their own layer of that name is made of einsum, which has no gradient. */
export const selfAttention = (tf: Tf, { heads, causal, rotary, bias }: Restated, x: Inner, weights: readonly Inner[]): Inner => {
  const [n = 1, t = 1, e = 1] = x.shape
  const half = bias ? 2 : 1
  const [qkv, out] = [weights.slice(0, half), weights.slice(half)]
  const parts = tf.split(affine(tf, tf.reshape(x, [n * t, e]), qkv), 3, 1)
    .map((part) => tf.transpose(tf.reshape(part, [n, t, heads, e / heads]), [0, 2, 1, 3]))
    .map((part, i) => rotary && i < 2 ? turned(tf, part) : part)
  const [q, k, v] = [at(parts, 0), at(parts, 1), at(parts, 2)]
  const scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(e / heads))
  const past = tf.cast(tableOf(tf, t, t, (query, key) => key <= query ? 1 : 0), 'bool')
  const p = tf.softmax(causal ? tf.where(past, scores, tf.fill(scores.shape, -1e9)) : scores)
  return tf.reshape(affine(tf, tf.reshape(tf.transpose(tf.matMul(p, v), [0, 2, 1, 3]), [n * t, e]), out), x.shape)
}
