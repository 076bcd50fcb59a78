import { storageOf } from '../tensor/host.ts'
import type { Tensor } from '../tensor.ts'
import { squaredErrors } from './kernels/errors.ts'
import { type Mean, meanMetric, requireRealPair } from './mean.ts'
import type { NumberMetric } from './metric.ts'

/** The mean of `(y − t)²` over every number; each square is taken in f64, the sum is exact. */
export const meanSquaredError: NumberMetric<Mean> = meanMetric('meanSquaredError', (outputs: Tensor, labels: Tensor) => {
  requireRealPair('meanSquaredError', outputs, labels)
  return squaredErrors(storageOf('meanSquaredError', outputs), storageOf('meanSquaredError', labels))
})
