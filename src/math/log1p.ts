import { sumError } from './double-double.ts'
import { logarithm, logarithmNearOne, logarithmTail } from './logarithm-kernel.ts'

/**
 * log(1 + x), accurate near 0.
 *
 * Domain: x ≥ −1. log1p(±0) = ±0, log1p(−1) = −∞, log1p(∞) = ∞; NaN for x < −1 and NaN.
 *
 * Largest error found: 0.501 ulp, in 2.5 million inputs: every size of x from 2^-1074 to 2^1023, uniform in
 * [−1, 2] and [−0.01, 0.01], and near −1, against MPFR and the integers of `test/math/reference`.
 *
 * Method: `logarithm-kernel.ts` at 1 + x, plus what the rounding of 1 + x lost, over 1 + x.
 */
export const log1p = (x: number): number => {
  if (x > -0.0054 && x < 0.0054) return x === 0 ? x : logarithmNearOne(x, 0) // the sum would lose the sign of −0
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : Number.NaN
  const sum = 1 + x
  const head = logarithm(sum, 0)
  return head + (logarithmTail() + sumError(1, x, sum) / sum)
}
