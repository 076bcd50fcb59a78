import { counted } from './counted.ts'
import { counts } from './label-rules.ts'
import { type RowLoss, rowLoss } from './row-loss.ts'

/**
 * Counts t under a Poisson distribution of rate y > 0, without what does not depend on y: the mean of `y − t log y` over every output. A count of 0
 * costs y. (Keras, PyTorch and `tf.layers` take log(y + ε).)
 *
 * `dy = (1 − t / y) / n`. A label below 0 is a misuse.
 */
export const poisson: RowLoss = rowLoss({
  kind: 'poisson', labels: counts, reduction: 'mean of elements', formula: { term: '(y - t log y)', slope: '(1 - t / y)' },
}, (ops, y, t) => {
  const rate = counted(ops, t, y)
  return { terms: ops.sub(y, ops.mul(t, ops.log(rate))), slope: () => ops.sub(ops.fill(y.shape, 1), ops.div(t, rate)) }
})
