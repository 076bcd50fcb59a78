import { orderedSumError, sumError } from './double-double'
import {
  exponentialHead, exponentialPower, exponentialRemainder, exponentialRest, exponentialSteps, withinExponentialRange,
} from './exponential-kernel'
import { firstPair, lastPair, rounded } from './pairs'
import { line, plusProduct } from './polynomial'
import { withSignOf } from './sign'

/** e^x − 1 for |x| ≤ 1/4. Since x comes from an f32, its square is exact and no lower half is left of it. */
@inline
function nearZero(x: v128): v128 {
  const square = f64x2.mul(f64x2.mul(f64x2.splat(0.5), x), x)
  const x2 = f64x2.mul(x, x)
  const series =
    plusProduct(line(x, 0.16666666666666663, 0.04166666666666324), x2,
      plusProduct(line(x, 0.00833333333333741, 0.0013888888893346697), x2,
        plusProduct(line(x, 0.0001984126982244844, 2.4801568088161502e-5), x2,
          plusProduct(line(x, 2.755734840462444e-6, 2.759108748573809e-7), x2, f64x2.splat(2.504848609462073e-8)))))
  const sum = f64x2.add(x, square)
  return f64x2.add(sum, f64x2.add(orderedSumError(x, square, sum), f64x2.mul(f64x2.mul(x2, x), series)))
}

/**
 * The same for all other x in range. `src/math` returns e^x from 40 on and −1 below −40. The difference rounds to the same f32
 * there: every one was tried.
 */
@inline
function outside(x: v128): v128 {
  const steps = exponentialSteps(x)
  const power = exponentialPower(steps)
  const head = f64x2.mul(exponentialHead(steps), power)
  const rest = f64x2.mul(exponentialRest(steps, exponentialRemainder(x, steps)), power)
  const difference = f64x2.sub(head, f64x2.splat(1))
  return f64x2.add(difference, f64x2.add(sumError(head, f64x2.splat(-1), difference), rest))
}

/** e^x − 1 of two numbers, but for the sign of 0. */
@inline
export function expm1OfPair(x: v128): v128 {
  return v128.bitselect(nearZero(x), outside(x), f64x2.le(f64x2.abs(x), f64x2.splat(0.25)))
}

/** e^x − 1: `src/math/expm1.ts`, rounded to f32. */
export function expm1(x: v128): v128 {
  const near = withinExponentialRange(x)
  return withSignOf(x, rounded(expm1OfPair(firstPair(near)), expm1OfPair(lastPair(near))))
}
