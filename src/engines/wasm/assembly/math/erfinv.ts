import { errorFunctionHead, errorFunctionPoint, errorFunctionRest } from './error-function-kernel'
import { exponential } from './exponential-kernel'
import { logarithm } from './logarithm-kernel'
import { firstPair, lastPair, rounded } from './pairs'
import { line, plusProduct } from './polynomial'
import { withSignOf } from './sign'

/** erfinv x = x + x·(√π/2 − 1 + x²·P(x²)) for x < 0.4; the constant in two parts. */
@inline
function nearZero(x: v128): v128 {
  const z = f64x2.mul(x, x)
  const z2 = f64x2.mul(z, z)
  const z4 = f64x2.mul(z2, z2)
  const first =
    plusProduct(line(z, 0.23201366653465438, 0.1275561753056422), z2, line(z, 0.08655212923505247, 0.0649596182228189))
  const second =
    plusProduct(line(z, 0.05173126146082575, 0.042837280727825215), z2, line(z, 0.03645578018535602, 0.03181370602930093))
  const third =
    plusProduct(line(z, 0.026941307061432506, 0.030763142651012612), z2, line(z, 0.00285348600129613, 0.05687813512158511))
  const series = plusProduct(first, z4, plusProduct(second, z4, third))
  const rest = plusProduct(f64x2.splat(3.300430924314376e-18), z, series)
  const sum = plusProduct(x, x, f64x2.add(f64x2.splat(-0.11377307454724199), rest))
  const quotient = f64x2.div(x, f64x2.splat(1.1283791670955126))
  return v128.bitselect(quotient, sum, f64x2.lt(z, f64x2.splat(1e-20)))
}

/** y with erf(y) = x for 0.4 ≤ x < 1. */
function outside(x: v128): v128 {
  const one = f64x2.splat(1)
  // A start with relative error 2^-22: v·P(1/v), v = √(−log(1 − x)) + 0.8.
  const v = f64x2.add(f64x2.sqrt(f64x2.neg(logarithm(f64x2.sub(one, x)))), f64x2.splat(0.8))
  const s = f64x2.div(one, v)
  const s2 = f64x2.mul(s, s)
  const start = f64x2.mul(v,
    plusProduct(line(s, 1.0006913909719375, -0.8405280817933611), s2,
      plusProduct(line(s, -1.399843694449126, 2.483400284786346), s2,
        plusProduct(line(s, -4.279013560559964, 6.96159210920215), s2, line(s, -5.431836284503283, 1.5382408860264658)))))
  // One step of third order.
  const point = errorFunctionPoint(start)
  const shortfall = f64x2.sub(f64x2.sub(x, errorFunctionHead(point)), errorFunctionRest(point, start, 13))
  const slope = f64x2.mul(f64x2.splat(1.1283791670955126), exponential(f64x2.mul(f64x2.neg(start), start)))
  const delta = f64x2.div(shortfall, slope)
  const square = f64x2.mul(f64x2.mul(f64x2.splat(4), start), start)
  const cubic = f64x2.div(f64x2.add(one, square), f64x2.splat(3))
  return plusProduct(start, delta, plusProduct(one, delta, plusProduct(start, delta, cubic)))
}

/** The inverse for 0 ≤ x < 1. */
@inline
export function erfinvOfPair(x: v128): v128 {
  return v128.bitselect(nearZero(x), outside(x), f64x2.lt(x, f64x2.splat(0.4)))
}

/** The inverse of the error function: `src/math/erfinv.ts`, rounded to f32. */
export function erfinv(x: v128): v128 {
  const magnitude = f32x4.abs(x)
  const inside = rounded(erfinvOfPair(firstPair(magnitude)), erfinvOfPair(lastPair(magnitude)))
  // 1/0 at 1 and 0/0 beyond.
  const one = f32x4.splat(1)
  const beyond = f32x4.div(v128.and(one, f32x4.eq(magnitude, one)), f32x4.splat(0))
  return withSignOf(x, v128.bitselect(inside, beyond, f32x4.lt(magnitude, one)))
}
