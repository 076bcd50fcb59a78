import { errorFunctionHead, errorFunctionPoint, errorFunctionRest } from './error-function-kernel'
import { firstPair, lastPair, rounded } from './pairs'
import { line, plusProduct } from './polynomial'
import { withSignOf } from './sign'

/** erf x = x + x·(2/√π − 1 + x²·P(x²)) for x < 0.3; the constant in two parts. */
@inline
function nearZero(x: v128): v128 {
  const z = f64x2.mul(x, x)
  const z2 = f64x2.mul(z, z)
  const series =
    plusProduct(line(z, -0.3761263890318373, 0.1128379167094933), z2,
      plusProduct(line(z, -0.02686617063957002, 0.005223977372425554), z2,
        plusProduct(line(z, -0.0008548265419724825, 0.00012047078856655432), z2, f64x2.splat(-1.4350480889339408e-5))))
  const rest = plusProduct(f64x2.splat(-1.2420116002463032e-17), z, series)
  const sum = plusProduct(x, x, f64x2.add(f64x2.splat(0.1283791670955126), rest))
  const product = f64x2.mul(x, f64x2.splat(1.1283791670955126))
  return v128.bitselect(product, sum, f64x2.lt(z, f64x2.splat(1e-20)))
}

/** erf x for 0 ≤ x < 5.94. */
@inline
export function erfOfPair(x: v128): v128 {
  const point = errorFunctionPoint(x)
  const outside = f64x2.add(errorFunctionHead(point), errorFunctionRest(point, x, 8))
  return v128.bitselect(nearZero(x), outside, f64x2.lt(x, f64x2.splat(0.3)))
}

/** The error function: `src/math/erf.ts`, rounded to f32, where it is 1 from 3.92 on. */
export function erf(x: v128): v128 {
  const magnitude = f32x4.pmin(f32x4.abs(x), f32x4.splat(5))
  return withSignOf(x, rounded(erfOfPair(firstPair(magnitude)), erfOfPair(lastPair(magnitude))))
}
