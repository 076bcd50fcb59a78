import { requireThat } from '../misuse.ts'
import { sameShape, showShape } from '../shape/size.ts'
import { requireTensor } from '../tensor/host.ts'
import type { Tensor } from '../tensor.ts'
import { addSums, emptySum, exactSum, type ExactSum } from './kernels/exact-sum.ts'
import { quotient } from './kernels/quotient.ts'
import { metric, type Metric } from './metric.ts'

/** A sum that was not rounded, and how many terms it has. */
export interface Mean {
  readonly sum: ExactSum
  readonly count: number
}

/** One is 2^1074 units. */
export const UNITS_OF_ONE = 1074n

/** The mean, rounded once; NaN without terms. A mean of terms that are not all finite is their ordinary one. */
export const meanOf = ({ sum: { units, beyond }, count }: Mean): number =>
  count === 0 ? NaN : beyond === 0 ? quotient(units, BigInt(count) << UNITS_OF_ONE) : beyond

/** The metric `read(mean of the terms)`. Each term is f64 and depends on its own row alone; their sum is exact. */
export const meanMetric = (
  kind: string, terms: (outputs: Tensor, labels: Tensor) => ArrayLike<number>, read: (mean: number) => number = (mean) => mean,
): Metric<Tensor, Tensor, Mean> => metric({
  kind,
  empty: { sum: emptySum, count: 0 },
  of: (outputs: Tensor, labels: Tensor): Mean => {
    const all = terms(outputs, labels)
    return { sum: exactSum(all), count: all.length }
  },
  concat: (a: Mean, b: Mean): Mean => ({ sum: addSums(a.sum, b.sum), count: a.count + b.count }),
  value: (mean: Mean) => read(meanOf(mean)),
})

/** Refuses labels of another shape or kind than the outputs. */
export const requireRealPair = (operation: string, outputs: Tensor, labels: Tensor): void => {
  requireTensor(`${operation}, outputs`, outputs)
  requireTensor(`${operation}, labels`, labels)
  requireThat(sameShape(outputs.shape, labels.shape), operation, () =>
    `outputs are ${showShape(outputs.shape)}, labels are ${showShape(labels.shape)}`)
  requireThat(outputs.dtype === 'float' && labels.dtype === 'float', operation, () => `outputs hold ${outputs.dtype}, labels ${labels.dtype}; both must be float`)
}
