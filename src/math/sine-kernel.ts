import { orderedSumError, upperHalf } from './double-double.ts'
import { entry } from './entry.ts'
import { sineTable } from './sine-table.ts'

/**
 * sin(step·π/32 + r + rTail) for any integer step and |r| ≤ π/64.
 *
 *     sin(a + r) = sin a + cos a·r + [cos a·(sin r − r) + sin a·(cos r − 1)]
 *
 * The first two terms are summed exactly (the table's sine has 26 bits, and so has the upper part of r), the
 * bracket is 400 times smaller than the result or more: one rounding decides. sin and cos are the same code, 16
 * steps apart, without a branch. Minimax polynomials: relative errors 2^-60 and 2^-73.
 */
export const sineOfSteps = (step: number, r: number, rTail: number): number => {
  const sineRow = (step & 63) << 1
  const cosineRow = ((step + 16) & 63) << 1
  const sineShort = entry(sineTable, sineRow)
  const sineRest = entry(sineTable, sineRow + 1)
  const cosineShort = entry(sineTable, cosineRow)
  const cosineRest = entry(sineTable, cosineRow + 1)
  const rUpper = upperHalf(r)
  const rLower = r - rUpper + rTail
  const z = r * r
  const sinMinusR = r * z * (-0.16666666666665958 + z * (0.008333333315511596 + z * -0.00019839994147039967))
  const cosMinusOne =
    z * (-0.5 + z * (0.04166666666666547 + z * (-0.0013888888865444026 + z * 2.4800158500217477e-5)))
  const linear = cosineShort * rUpper
  const sum = sineShort + linear
  const lost = orderedSumError(sineShort, linear, sum)
  const small = (cosineShort + cosineRest) * sinMinusR + (sineShort + sineRest) * cosMinusOne
  return sum + (lost + (sineRest + (cosineRest * r + cosineShort * rLower) + small))
}
