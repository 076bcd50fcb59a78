import type { Ops } from '../ops.ts'
import { type Columns, fromRows, type Rows, toRows } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import { type RowLoss, rowLoss } from './row-loss.ts'

type Matrix<S extends Shape> = Float<readonly [Rows<S>, Columns<S>]>

/** Every row divided by its length, and by which factor; a row of zeros stays. The largest is divided out first, so that no square overflows. */
const unitRows = <S extends Shape>(ops: Ops, x: Matrix<S>): { readonly unit: Matrix<S>; readonly length: Matrix<S> } => {
  const [zero, one] = [ops.fill(x.shape, 0), ops.fill(x.shape, 1)]
  const orOne = (size: Matrix<S>): Matrix<S> => ops.select(ops.equal(size, zero), one, size)
  const over = (v: Float<readonly [Rows<S>]>): Matrix<S> => ops.broadcast(v, x.shape, [1])
  const largest = orOne(over(ops.max(ops.abs(x), [1])))
  const scaled = ops.div(x, largest)
  const root = orOne(over(ops.sqrt(ops.sum(ops.mul(scaled, scaled), [1]))))
  return { unit: ops.div(scaled, root), length: ops.mul(largest, root) }
}

/**
 * How far the directions of outputs and labels are apart: `1 − ŷ · t̂` over the last axis, with ŷ = y / |y| and t̂ = t / |t|, from 0 for the same
 * direction to 2 for the opposite one; mean over the other axes. It is computed as `½ |ŷ − t̂|²`, the same, which keeps the digits of small distances.
 * Where a row is all zeros and has no direction, `½ |t̂|²` or `½ |ŷ|²` is left, with slope 0 to such a y. (`tf.losses.cosineDistance` does not divide by
 * the lengths; Keras gives −ŷ · t̂.)
 *
 * `dy = (ŷ (ŷ · t̂) − t̂) / |y| / rows`.
 */
export const cosineDistance: RowLoss = rowLoss({
  kind: 'cosineDistance', labels: 'finite', reduction: 'mean of rows', factor: 0.5,
  formula: { term: '(y / |y| - t / |t|)^2', slope: '(u (u . t / |t|) - t / |t|) / |y|, u = y / |y|' },
}, <S extends Shape>(ops: Ops, y: Float<S>, t: Float<S>) => {
  const [ours, theirs] = [unitRows<S>(ops, toRows(ops, y)), unitRows<S>(ops, toRows(ops, t))]
  const difference = ops.sub(ours.unit, theirs.unit)
  return {
    terms: fromRows(ops, ops.mul(difference, difference), y.shape),
    slope: () => {
      const zero = ops.fill(difference.shape, 0)
      const cosine = ops.broadcast(ops.sum(ops.mul(ours.unit, theirs.unit), [1]), difference.shape, [1])
      const whole = ops.broadcast(ops.sum(ops.mul(ours.unit, ours.unit), [1]), difference.shape, [1])
      const slope = ops.scale(ops.div(ops.sub(ops.mul(ours.unit, cosine), theirs.unit), ours.length), 2)
      return fromRows(ops, ops.select(ops.equal(whole, zero), zero, slope), y.shape)
    },
  }
})
