import { orderedSumError, quotientOfSums } from './double-double.ts'
import { exp } from './exp.ts'
import { exponentialHead, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel.ts'
import { powerOfTwo } from './power-of-two.ts'

/**
 * 1/(1 + e^(−x)), the logistic function.
 *
 * Domain: every double. sigmoid(±0) = 1/2, sigmoid(−∞) = 0, sigmoid(∞) = 1, NaN stays NaN; subnormal results below
 * −708 and 0 below −745.13.
 *
 * Largest error found: 0.512 ulp, in 1.7 million inputs: every size of x from 2^-60, uniform in [−66, 66] and
 * [−750, −60], against MPFR and the integers of `test/math/reference`.
 *
 * Method: `exponential-kernel.ts` at −|x|, and a quotient in double-double; the usual one-line formula is off by
 * more than 1 ulp.
 */
export const sigmoid = (x: number): number => {
  if (!(x > -64 && x < 64)) return x > 0 ? 1 : exp(x) // below, 1 + e^x is 1 to 92 bits; NaN too
  // e = exp(−|x|) = e + eLow, and 1 + e likewise: nothing can overflow or cancel.
  const negative = x < 0
  const t = negative ? x : -x
  const n = exponentialSteps(t)
  const power = powerOfTwo(n >> 6)
  const head = exponentialHead(n) * power
  const rest = exponentialRest(n, exponentialRemainder(t, n, 0)) * power
  const e = head + rest
  const eLow = orderedSumError(head, rest, e)
  const denominator = 1 + e
  const denominatorLow = orderedSumError(1, e, denominator) + eLow
  // 1/(1 + e) for x ≥ 0, e/(1 + e) for x < 0: a quotient and its remainder, exact but for the last term.
  const numerator = negative ? e : 1
  const numeratorLow = negative ? eLow : 0
  return quotientOfSums(numerator, numeratorLow, denominator, denominatorLow)
}
