import { logarithm } from './logarithm-kernel.ts'

/**
 * The natural logarithm.
 *
 * Domain: x ≥ 0, subnormals included. log(±0) = −∞, log(1) = 0, log(∞) = ∞; NaN for x < 0 and NaN.
 *
 * Largest error found: 0.501 ulp, in 1.7 million inputs: every positive double, uniform in [0.5, 2], 1 ± 2^u down
 * to u = −52, and subnormals, against MPFR and the integers of `test/math/reference`.
 *
 * Method: 128 table values and a polynomial in double-double, see `logarithm-kernel.ts`.
 */
export const log = (x: number): number => {
  if (x >= 2.2250738585072014e-308 && x < Infinity) return logarithm(x, 0)
  if (x > 0 && x < 1) return logarithm(x * 18014398509481984, -54) // a subnormal, times 2^54
  return x === 0 ? -Infinity : x > 0 ? x : Number.NaN
}
