import { productError } from './double-double'
import { exponentialHead, exponentialPower, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel'
import { firstTwo, lastTwo, rounded } from './halves'
import { logarithm, logarithmTail } from './logarithm-kernel'
import { powerOutside } from './power-outside'

/** Beyond it every f32 result is ∞ or 0, and exp(±200) rounds to the same. */
const FAR: f64 = 200

/** x^y of two numbers, for finite x > 0 and finite y: exp(y·log x) with log x and the product as double-doubles. */
function powerOfPositive(x: v128, y: v128): v128 {
  const head = logarithm(x)
  const tail = logarithmTail()
  const exactProduct = f64x2.mul(y, head)
  const product = f64x2.pmax(f64x2.pmin(exactProduct, f64x2.splat(FAR)), f64x2.splat(-FAR))
  const exactRest = f64x2.add(productError(y, head, exactProduct), f64x2.mul(y, tail))
  // A product that was cut has no rest.
  const rest = v128.and(exactRest, f64x2.eq(product, exactProduct))
  const steps = exponentialSteps(product)
  const expRest = exponentialRest(steps, f64x2.add(exponentialRemainder(product, steps), rest))
  return f64x2.mul(f64x2.add(exponentialHead(steps), expRest), exponentialPower(steps))
}

/** x^y: `src/math/pow.ts`, rounded to f32, with the special values of ECMAScript. */
export function pow(x: v128, y: v128): v128 {
  const magnitude = f32x4.abs(x)
  const powers = rounded(powerOfPositive(firstTwo(magnitude), firstTwo(y)), powerOfPositive(lastTwo(magnitude), lastTwo(y)))
  const infinite = f32x4.splat(Infinity)
  const inside = v128.and(v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, infinite)), f32x4.lt(f32x4.abs(y), infinite))
  return i32x4.all_true(inside) ? powers : powerOutside(x, y, powers)
}
