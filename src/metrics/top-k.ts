import { requireThat } from '../misuse.ts'
import type { Tensor } from '../tensor.ts'
import { judged } from './classes.ts'
import { rowsWithin } from './kernels/class-order.ts'
import { type ClassMetric, metric } from './metric.ts'

/** How many rows were right, and how many there were. */
export interface Hits {
  readonly right: number
  readonly rows: number
}

/** The metric `right / rows`: the share of rows whose right class is among the first `k`. */
export const shareWithin = (kind: string, k: number): ClassMetric<Hits> => metric({
  kind,
  empty: { right: 0, rows: 0 },
  of: (outputs: Tensor, labels: Tensor): Hits => {
    const { outputs: numbers, classes, count, right } = judged(kind, outputs, labels)
    requireThat(k <= classes, kind, () => `there are only ${classes} classes`)
    return { right: rowsWithin(k, numbers, classes, right), rows: count }
  },
  concat: (a: Hits, b: Hits): Hits => ({ right: a.right + b.right, rows: a.rows + b.rows }),
  value: ({ right, rows }: Hits) => right / rows,
})

/**
 * The share of rows whose right class is among the `k` classes with the largest outputs, 0 to 1; NaN without rows. Among equal
 * outputs the lower class comes first, and NaN counts as largest, so that `topK(1)` is `accuracy`. (scikit-learn lets the higher
 * class come first.)
 *
 * Throws `Misuse` for a `k` that is not a whole number from 1 to the number of classes, and for what `accuracy` refuses.
 */
export const topK = (k: number): ClassMetric<Hits> => {
  requireThat(Number.isSafeInteger(k) && k > 0, 'topK', () => `k ${k} is not a whole number from 1 upward`)
  return shareWithin(`topK(${k})`, k)
}
