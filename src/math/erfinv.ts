import { errorFunctionHead, errorFunctionRest, errorFunctionRow } from './error-function-kernel.ts'
import { exp } from './exp.ts'
import { log } from './log.ts'

/** erfinv x = x + x·(√π/2 − 1 + x²·P(x²)) for |x| < 0.4; the constant in two parts. */
const nearZero = (x: number): number => {
  const z = x * x
  // One quotient by 2/√π, so that a subnormal result is rounded once; and −0 stays −0.
  if (z < 1e-20) return x / 1.1283791670955126
  const z2 = z * z
  const z4 = z2 * z2
  const series =
    0.23201366653465438 +
    z * 0.1275561753056422 +
    z2 * (0.08655212923505247 + z * 0.0649596182228189) +
    z4 *
      (0.05173126146082575 +
        z * 0.042837280727825215 +
        z2 * (0.03645578018535602 + z * 0.03181370602930093) +
        z4 * (0.026941307061432506 + z * 0.030763142651012612 + z2 * (0.00285348600129613 + z * 0.05687813512158511)))
  return x + x * (-0.11377307454724199 + (3.300430924314376e-18 + z * series))
}

/** y with erf(y) = x for 0.4 ≤ x < 1. */
const outside = (x: number): number => {
  // A start with relative error 2^-22: v·P(1/v), v = √(−log(1 − x)) + 0.8.
  const v = Math.sqrt(-log(1 - x)) + 0.8
  const s = 1 / v
  const s2 = s * s
  const start =
    v *
    (1.0006913909719375 +
      s * -0.8405280817933611 +
      s2 *
        (-1.399843694449126 +
          s * 2.483400284786346 +
          s2 * (-4.279013560559964 + s * 6.96159210920215 + s2 * (-5.431836284503283 + s * 1.5382408860264658))))
  // One step of third order: with δ = (x − erf y)/erf′(y) the answer is y + δ + y·δ² + (1 + 4y²)/3·δ³ + …,
  // and the first term left out is below 2^-60·y.
  const row = errorFunctionRow(start)
  const shortfall = x - errorFunctionHead(row) - errorFunctionRest(row, start, 13) // the first difference is exact
  const delta = shortfall / (1.1283791670955126 * exp(-start * start))
  return start + delta * (1 + delta * (start + delta * ((1 + 4 * start * start) / 3)))
}

/**
 * The inverse of the error function: √2·erfinv(2u − 1) is the normal quantile of u.
 *
 * Domain: −1 ≤ x ≤ 1. erfinv(±0) = ±0, erfinv(±1) = ±∞; NaN for |x| > 1 and NaN; odd to the bit.
 *
 * Largest error found: 0.7 ulp, in 640 thousand inputs: every size of x from 2^-1074, 1 − 2^u down to u = −53, uniform
 * in [−1, 1] and around 0.4 where the two ways meet, against MPFR and the integers of `test/math/reference`.
 *
 * Method: a polynomial (|x| < 0.4), otherwise one correction of third order from an approximate start.
 */
export const erfinv = (x: number): number => {
  if (x > -0.4 && x < 0.4) return nearZero(x)
  const magnitude = Math.abs(x)
  if (!(magnitude < 1)) return magnitude === 1 ? x * Infinity : Number.NaN
  return x < 0 ? -outside(magnitude) : outside(magnitude)
}
