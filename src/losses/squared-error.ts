import { type RowLoss, rowLoss } from './row-loss.ts'

/** Half squared error: `½ Σ (y − t)²` over every output, the cost of document 000 and of Mazur's example. `dy = y − t`. */
export const halfSquaredError: RowLoss = rowLoss({
  kind: 'halfSquaredError', labels: 'finite', reduction: 'sum', factor: 0.5, formula: { term: '(y - t)^2', slope: 'y - t' },
}, (ops, y, t) => {
  const error = ops.sub(y, t)
  return { terms: ops.mul(error, error), slope: () => error, times: 2 }
})

/** Mean squared error: the mean of `(y − t)²` over every output. `dy = 2 (y − t) / n`. */
export const meanSquaredError: RowLoss = rowLoss({
  kind: 'meanSquaredError', labels: 'finite', reduction: 'mean of elements', formula: { term: '(y - t)^2', slope: '2 (y - t)' },
}, (ops, y, t) => {
  const error = ops.sub(y, t)
  return { terms: ops.mul(error, error), slope: () => error, times: 2 }
})
