import { exponentialHead, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel.ts'
import { powerOfTwo } from './power-of-two.ts'
import { scale } from './scale.ts'

/** The same beyond ±708, where the result may overflow or be subnormal. */
const expFarOut = (x: number): number => {
  if (x !== x) return x
  if (x > 710) return Infinity
  if (x < -746) return 0
  const n = exponentialSteps(x)
  return scale(exponentialHead(n), exponentialRest(n, exponentialRemainder(x, n, 0)), n >> 6)
}

/**
 * e^x.
 *
 * Domain: every double. exp(±0) = 1, exp(−∞) = 0, exp(∞) = ∞, NaN stays NaN; ∞ above 709.782712893384, subnormal
 * results below −708.4 rounded once, 0 below −745.1332191019411.
 *
 * Largest error found: 0.517 ulp, in 2.1 million inputs: every size of x from 2^-60, uniform in [−1, 1],
 * [−708, 709.8] and in the subnormal range, against MPFR and the integers of `test/math/reference`.
 *
 * Method: 64 table values and a polynomial, see `exponential-kernel.ts`.
 */
export const exp = (x: number): number => {
  if (!(x > -708 && x < 709)) return expFarOut(x)
  const n = exponentialSteps(x)
  const rest = exponentialRest(n, exponentialRemainder(x, n, 0))
  return (exponentialHead(n) + rest) * powerOfTwo(n >> 6)
}
