import { counted } from './counted.ts'
import { type RowLoss, rowLoss } from './row-loss.ts'

/**
 * The Kullback-Leibler divergence of probabilities y from probabilities t: `Σ t log(t / y)` over the last axis, mean over the others. The
 * probabilities are taken as they are, no clipping; a term with t = 0 counts as 0, y = 0 where t > 0 gives infinity. (Keras and `tf.layers` clip both to
 * [10⁻⁷, 1]; PyTorch takes log y.)
 *
 * `dy = −t / y / rows`, and 0 where t = 0.
 */
export const klDivergence: RowLoss = rowLoss({
  kind: 'klDivergence', labels: 'probabilities', reduction: 'mean of rows', formula: { term: 't log(t / y)', slope: '-t / y' },
}, (ops, y, t) => {
  // The quotient of the smallest probabilities overflows, their logarithms do not.
  const [own, other] = [counted(ops, t, t), counted(ops, t, y)]
  return { terms: ops.mul(t, ops.sub(ops.log(own), ops.log(other))), slope: () => ops.neg(ops.div(t, other)) }
})
