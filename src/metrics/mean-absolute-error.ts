import { storageOf } from '../tensor/host.ts'
import type { Tensor } from '../tensor.ts'
import { absoluteErrors } from './kernels/errors.ts'
import { type Mean, meanMetric, requireRealPair } from './mean.ts'
import type { NumberMetric } from './metric.ts'

/** The mean of `|y − t|` over every number; each difference is taken in f64, the sum is exact. */
export const meanAbsoluteError: NumberMetric<Mean> = meanMetric('meanAbsoluteError', (outputs: Tensor, labels: Tensor) => {
  requireRealPair('meanAbsoluteError', outputs, labels)
  return absoluteErrors(storageOf('meanAbsoluteError', outputs), storageOf('meanAbsoluteError', labels))
})
