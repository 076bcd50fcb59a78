import { type RowLoss, rowLoss } from './row-loss.ts'

/**
 * Mean absolute error: the mean of `|y − t|` over every output.
 *
 * `dy = sign(y − t) / n`, 0 where y = t, as in PyTorch and JAX; TensorFlow.js has 1 there.
 */
export const meanAbsoluteError: RowLoss = rowLoss({
  kind: 'meanAbsoluteError', labels: 'finite', reduction: 'mean of elements', formula: { term: '|y - t|', slope: 'sign(y - t)' },
}, (ops, y, t) => {
  const [error, zero, one] = [ops.sub(y, t), ops.fill(y.shape, 0), ops.fill(y.shape, 1)]
  return {
    terms: ops.abs(error),
    slope: () => ops.select(ops.less(zero, error), one, ops.select(ops.less(error, zero), ops.neg(one), zero)),
  }
})
