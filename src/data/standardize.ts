import { exactSum, exactSumOfSquares } from '../metrics/kernels/exact-sum.ts'
import { quotient } from '../metrics/kernels/quotient.ts'
import { meanOf } from '../metrics/mean.ts'
import type { Float, Shape } from '../tensor.ts'
import { divisors, type Examples, fitted, mapInputs, type MapInputs, ofColumns, type ScaleSettings, shiftAndDivide } from './column-scale.ts'

/** What `standardize` needs: the mean and the deviation of each column of the inputs. */
export interface Standardization<X extends Shape> {
  readonly mean: Float<X>
  readonly deviation: Float<X>
}

/**
 * The mean of each column of the inputs and its standard deviation, `√(Σ (x − mean)² / n)`. Fit it to the training examples
 * alone: what is held out must not be seen before it judges.
 *
 * The sums are exact, so the order of the examples does not count, and a column far from 0 loses no digits. The results are rounded
 * to f32.
 *
 * Throws `Misuse` for a number that is not finite, and for a constant column where those are refused.
 */
export const standardization = <X extends Shape>({ x }: Examples<X>, settings: ScaleSettings): Standardization<X> => {
  const { numbers, row, columns } = fitted<X>('standardization', x)
  const count = numbers.length / columns
  const n = BigInt(count)
  const sums = Array.from({ length: columns }, (_, column) => exactSum(numbers, column, columns))
  const variances = sums.map(({ units }, column) =>
    quotient(n * exactSumOfSquares(numbers, column, columns).units - units * units, (n * n) << 2148n))
  return {
    mean: ofColumns('standardization', row, sums.map((sum) => meanOf({ sum, count }))),
    deviation: divisors('standardization', row, variances.map(Math.sqrt), settings),
  }
}

/** `(x − mean) / deviation` of each column, of a dataset or a batch: each column has mean 0 and deviation 1 where it was fitted. */
export const standardize = <X extends Shape>({ mean, deviation }: Standardization<X>): MapInputs<X> =>
  mapInputs((x) => shiftAndDivide('standardize', x, mean, deviation))
