import type { Float, Shape } from '../tensor.ts'
import { divisors, type Examples, fitted, mapInputs, type MapInputs, ofColumns, type ScaleSettings, shiftAndDivide } from './column-scale.ts'
import { rangesOf } from './kernels/columns.ts'

/** What `rescale` needs: the smallest number of each column of the inputs, and how far the largest is from it. */
export interface Rescaling<X extends Shape> {
  readonly smallest: Float<X>
  readonly range: Float<X>
}

/**
 * The smallest number of each column of the inputs, and how far the largest is from it. Fit it to the training examples alone.
 *
 * Throws `Misuse` for a number that is not finite, and for a constant column where those are refused.
 */
export const rescaling = <X extends Shape>({ x }: Examples<X>, settings: ScaleSettings): Rescaling<X> => {
  const { numbers, row, columns } = fitted<X>('rescaling', x)
  const [smallest, largest] = rangesOf(numbers, columns)
  return {
    smallest: ofColumns('rescaling', row, Array.from(smallest)),
    range: divisors('rescaling', row, Array.from(largest, (x, column) => x - (smallest[column] ?? NaN)), settings),
  }
}

/**
 * `(x − smallest) / range` of each column, of a dataset or a batch: from 0 to 1 where it was fitted (rounding may miss 1 by a last
 * digit), and beyond for examples that lie beyond.
 */
export const rescale = <X extends Shape>({ smallest, range }: Rescaling<X>): MapInputs<X> =>
  mapInputs((x) => shiftAndDivide('rescale', x, smallest, range))
