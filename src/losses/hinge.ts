import { signs } from './label-rules.ts'
import { type RowLoss, rowLoss } from './row-loss.ts'

/**
 * The mean of `max(0, 1 − t y)` over every output, for labels t of −1 and 1; others are a misuse. (`tf.losses.hingeLoss` takes labels of 0 and 1.)
 *
 * `dy = −t / n where t y < 1, else 0`: the slope at the margin, t y = 1, is 0, as in TensorFlow.js.
 */
export const hinge: RowLoss = rowLoss({
  kind: 'hinge', labels: signs, reduction: 'mean of elements', formula: { term: 'max(0, 1 - t y)', slope: '(-t where t y < 1, else 0)' },
}, (ops, y, t) => {
  const zero = ops.fill(y.shape, 0)
  const missing = ops.sub(ops.fill(y.shape, 1), ops.mul(t, y))
  return { terms: ops.maximum(missing, zero), slope: () => ops.select(ops.less(zero, missing), ops.neg(t), zero) }
})

/**
 * The mean of `max(0, 1 − t y)²` over every output, for labels t of −1 and 1; others are a misuse.
 *
 * `dy = −2 t max(0, 1 − t y) / n`: no kink at the margin.
 */
export const squaredHinge: RowLoss = rowLoss({
  kind: 'squaredHinge', labels: signs, reduction: 'mean of elements', formula: { term: 'max(0, 1 - t y)^2', slope: '-2 t max(0, 1 - t y)' },
}, (ops, y, t) => {
  const missing = ops.maximum(ops.sub(ops.fill(y.shape, 1), ops.mul(t, y)), ops.fill(y.shape, 0))
  return { terms: ops.mul(missing, missing), slope: () => ops.mul(t, missing), times: -2 }
})
