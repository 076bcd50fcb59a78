import { type RowLoss, rowLoss } from './row-loss.ts'

/**
 * The mean of `log cosh(y − t)` over every output: about `½ e²` for small errors e = y − t, about `|e| − log 2` for large ones.
 *
 * It is computed as `−½ log(1 − tanh² e)` where |e| < 1, else as `|e| − log 2 + log(1 + exp(−2 |e|))`: nothing overflows, and small losses
 * keep their digits (Keras and `tf.layers` take `e + softplus(−2 e) − log 2`, which loses them). `dy = tanh(e) / n`.
 */
export const logCosh: RowLoss = rowLoss({
  kind: 'logCosh', labels: 'finite', reduction: 'mean of elements', formula: { term: 'log cosh(y - t)', slope: 'tanh(y - t)' },
}, (ops, y, t) => {
  const fill = (value: number) => ops.fill(y.shape, value)
  const error = ops.sub(y, t)
  const [size, slope] = [ops.abs(error), ops.tanh(error)]
  const near = ops.minimum(size, fill(1))
  const tanhNear = ops.tanh(near)
  const small = ops.scale(ops.log1p(ops.neg(ops.mul(tanhNear, tanhNear))), -0.5)
  const large = ops.add(ops.sub(size, fill(Math.LN2)), ops.log1p(ops.exp(ops.scale(size, -2))))
  return { terms: ops.select(ops.less(size, fill(1)), small, large), slope: () => slope }
})
