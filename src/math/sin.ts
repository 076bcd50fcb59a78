import { sineOfAngle } from './sine-of-angle.ts'

/**
 * The sine of x radians.
 *
 * Domain: every finite double, the largest included: x is reduced by the true π. sin(±0) = ±0, sin(±∞) = NaN, NaN
 * stays NaN; odd to the bit.
 *
 * Largest error found: 0.509 ulp, in 2.5 million inputs: every size of x from 2^-1074 to 2^1023, uniform in
 * [−10, 10], around multiples of π/64, and the doubles next to multiples of π/2, against MPFR and the integers of
 * `test/math/reference`.
 *
 * Method: `sine-of-angle.ts` reduces, `sine-kernel.ts` has 64 table values and two polynomials.
 */
export const sin = (x: number): number => (x > -3e-9 && x < 3e-9 ? x : sineOfAngle(x, 0)) // sin x = x, and −0 stays
