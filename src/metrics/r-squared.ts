import { requireThat } from '../misuse.ts'
import { rowsOf, lastOf } from '../shape/matrix.ts'
import { storageOf } from '../tensor/host.ts'
import type { Shape, Tensor } from '../tensor.ts'
import { errors } from './kernels/errors.ts'
import { addSums, exactSum, exactSumOfSquares, type ExactSum } from './kernels/exact-sum.ts'
import { quotient } from './kernels/quotient.ts'
import { meanOf, requireRealPair } from './mean.ts'
import { metric, type NumberMetric } from './metric.ts'

/** What is kept of one column: how many rows, Σ t, Σ t² and Σ (y − t)². */
export interface ColumnSums {
  readonly rows: number
  readonly labels: ExactSum
  readonly squares: ExactSum
  readonly residuals: ExactSum
}

const joined = (a: ColumnSums, b: ColumnSums): ColumnSums => ({
  rows: a.rows + b.rows,
  labels: addSums(a.labels, b.labels),
  squares: addSums(a.squares, b.squares),
  residuals: addSums(a.residuals, b.residuals),
})

/**
 * `1 − R / T` with R = Σ (y − t)² and T = Σ (t − mean t)². As n T = n Σ t² − (Σ t)², and every sum is a whole number of units, the
 * subtraction that would cancel in rounded arithmetic loses nothing here; the quotient is rounded once.
 */
const columnValue = ({ rows, labels, squares, residuals }: ColumnSums): number => {
  if (labels.beyond !== 0 || squares.beyond !== 0) return NaN
  const n = BigInt(rows)
  const total = n * squares.units - labels.units * labels.units
  if (residuals.beyond !== 0) return -residuals.beyond
  if (total === 0n) return residuals.units === 0n ? NaN : -Infinity
  return quotient(total - n * residuals.units, total)
}

/**
 * R², the coefficient of determination: `1 − Σ (y − t)² / Σ (t − mean t)²` of each column of the last axis (of all numbers where there
 * is one axis), then the mean over the columns. 1 is perfect, 0 is as good as always saying the mean.
 *
 * A column of labels that are all the same has none: NaN where every output is right, −∞ else (scikit-learn's `r2_score` with
 * `force_finite=False`). NaN too without rows, and where a label is not finite.
 */
export const rSquared: NumberMetric<readonly ColumnSums[]> = metric({
  kind: 'rSquared',
  empty: [],
  of: (outputs: Tensor, labels: Tensor): readonly ColumnSums[] => {
    requireRealPair('rSquared', outputs, labels)
    const shape: Shape = outputs.shape
    const columns = shape.length > 1 ? lastOf(shape as readonly [...Shape, number]) : 1
    const [y, t] = [storageOf('rSquared', outputs), storageOf('rSquared', labels)]
    const residuals = errors(y, t)
    return Array.from({ length: columns }, (_, column) => ({
      rows: shape.length > 1 ? rowsOf(shape) : t.length,
      labels: exactSum(t, column, columns),
      squares: exactSumOfSquares(t, column, columns),
      residuals: exactSumOfSquares(residuals, column, columns),
    }))
  },
  concat: (a: readonly ColumnSums[], b: readonly ColumnSums[]): readonly ColumnSums[] => {
    if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a
    requireThat(a.length === b.length, 'rSquared', () => `batches of ${a.length} and of ${b.length} columns`)
    return a.map((sums, column) => joined(sums, b[column] ?? sums))
  },
  value: (columns: readonly ColumnSums[]): number => meanOf({ sum: exactSum(columns.map(columnValue)), count: columns.length }),
})
