import { orderedSumError, sumError, upperHalf } from './double-double.ts'
import { exp } from './exp.ts'
import { exponentialHead, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel.ts'
import { powerOfTwo } from './power-of-two.ts'

/** e^x − 1 = x + x²/2 + x³·P(x) for |x| ≤ 1/4, with x²/2 split in an exact upper part and the rest. */
const nearZero = (x: number): number => {
  const upper = upperHalf(x)
  const square = 0.5 * upper * upper
  const squareRest = 0.5 * (x - upper) * (x + upper)
  const x2 = x * x
  const series =
    0.16666666666666663 +
    x * 0.04166666666666324 +
    x2 *
      (0.00833333333333741 +
        x * 0.0013888888893346697 +
        x2 *
          (0.0001984126982244844 +
            x * 2.4801568088161502e-5 +
            x2 * (2.755734840462444e-6 + x * 2.759108748573809e-7 + x2 * 2.504848609462073e-8)))
  const sum = x + square
  return sum + (orderedSumError(x, square, sum) + (squareRest + x2 * x * series))
}

/**
 * e^x − 1, accurate near 0.
 *
 * Domain: every double. expm1(±0) = ±0, expm1(−∞) = −1, expm1(∞) = ∞, NaN stays NaN.
 *
 * Largest error found: 0.551 ulp, in 2.3 million inputs: every size of x from 2^-1074, uniform in [−0.5, 0.5],
 * [−3, 3], [−45, 45] and around ±1/4 where the two ways meet, against MPFR and the integers of `test/math/reference`.
 *
 * Method: a polynomial with an exact square (|x| ≤ 1/4), otherwise `exponential-kernel.ts` and an exact difference.
 */
export const expm1 = (x: number): number => {
  if (x >= -0.25 && x <= 0.25) return x === 0 ? x : nearZero(x) // the sum would lose the sign of −0
  if (!(x < 40)) return exp(x) // NaN too
  if (x < -40) return -1
  const n = exponentialSteps(x)
  const power = powerOfTwo(n >> 6)
  const head = exponentialHead(n) * power
  const rest = exponentialRest(n, exponentialRemainder(x, n, 0)) * power
  const difference = head - 1
  return difference + (sumError(head, -1, difference) + rest)
}
