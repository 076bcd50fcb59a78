import { productError } from './double-double'
import { exponentialHead, exponentialPower, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel'
import { logarithm, logarithmTail } from './logarithm-kernel'
import { firstPair, lastPair, rounded } from './pairs'
import { powerOutside } from './power-outside'

/** Beyond it every f32 result is ∞ or 0, and exp(±200) rounds to the same. */
const FAR: f64 = 200

/** x^y of two numbers, for finite x > 0 and finite y: exp(y·log x) with log x and the product as double-doubles. */
export function powOfPair(x: v128, y: v128): v128 {
  const head = logarithm(x)
  const tail = logarithmTail()
  const product = f64x2.mul(y, head)
  const rest = f64x2.add(productError(y, head, product), f64x2.mul(y, tail))
  // A product that is cut to the range has no rest.
  const near = f64x2.pmax(f64x2.pmin(product, f64x2.splat(FAR)), f64x2.splat(-FAR))
  const nearRest = v128.and(rest, f64x2.eq(near, product))
  const steps = exponentialSteps(near)
  const expRest = exponentialRest(steps, f64x2.add(exponentialRemainder(near, steps), nearRest))
  return f64x2.mul(f64x2.add(exponentialHead(steps), expRest), exponentialPower(steps))
}

/** x^y: `src/math/pow.ts`, rounded to f32, with the special values of ECMAScript. */
export function pow(x: v128, y: v128): v128 {
  const magnitude = f32x4.abs(x)
  const powers = rounded(powOfPair(firstPair(magnitude), firstPair(y)), powOfPair(lastPair(magnitude), lastPair(y)))
  const infinite = f32x4.splat(Infinity)
  const inside = v128.and(v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, infinite)), f32x4.lt(f32x4.abs(y), infinite))
  return i32x4.all_true(inside) ? powers : powerOutside(x, y, powers)
}
