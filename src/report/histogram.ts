import { requireThat } from '../misuse.ts'
import { countInBins, extentOf } from './kernels/count.ts'

/** How numbers are spread: `counts` of equal bins from the smallest to the largest finite one, and how many are not finite. */
export interface Histogram {
  readonly from: number
  readonly to: number
  readonly counts: readonly number[]
  readonly nonFinite: number
}

/** How many bins the report draws for each tensor. */
export const BINS = 32

/**
 * The histogram of `values` in `bins` equal bins: value v is in bin ⌊bins (v − from) / (to − from)⌋ as f64 has it, the largest in the last.
 * Counts are exact: with `nonFinite` they add up to the number of values. Where all finite values are equal, `from = to` and
 * the first bin holds them; where there is none, `from = to = 0` and every count is 0.
 *
 * Throws `Misuse` when `bins` is not a whole number from 1.
 */
export const histogramOf = (values: ArrayLike<number>, bins: number = BINS): Histogram => {
  requireThat(Number.isInteger(bins) && bins > 0, 'histogramOf', () => `${bins} is no number of bins; give a whole number from 1`)
  const { from, to, nonFinite } = extentOf(values)
  return from > to
    ? { from: 0, to: 0, counts: Array.from({ length: bins }, () => 0), nonFinite }
    : { from, to, counts: countInBins(values, from, to, bins), nonFinite }
}
