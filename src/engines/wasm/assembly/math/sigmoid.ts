import { orderedSumError, quotientOfSums } from './double-double'
import {
  exponentialHead, exponentialPower, exponentialRemainder, exponentialRest, exponentialSteps, withinExponentialRange,
} from './exponential-kernel'
import { firstPair, lastPair, rounded } from './pairs'

/**
 * 1/(1 + e^(−x)) as 1/(1 + e) or e/(1 + e), e = e^(−|x|). Beyond ±64 `src/math` returns 1 or e; the quotient gives the
 * same there, since e is below the last place of 1.
 */
@inline
export function sigmoidOfPair(x: v128): v128 {
  const negative = f64x2.lt(x, f64x2.splat(0))
  const t = f64x2.neg(f64x2.abs(x))
  const steps = exponentialSteps(t)
  const power = exponentialPower(steps)
  const head = f64x2.mul(exponentialHead(steps), power)
  const rest = f64x2.mul(exponentialRest(steps, exponentialRemainder(t, steps)), power)
  const e = f64x2.add(head, rest)
  const eLow = orderedSumError(head, rest, e)
  const one = f64x2.splat(1)
  const denominator = f64x2.add(one, e)
  const denominatorLow = f64x2.add(orderedSumError(one, e, denominator), eLow)
  const numerator = v128.bitselect(e, one, negative)
  const numeratorLow = v128.and(eLow, negative)
  return quotientOfSums(numerator, numeratorLow, denominator, denominatorLow)
}

/** The logistic function: `src/math/sigmoid.ts`, rounded to f32. */
export function sigmoid(x: v128): v128 {
  const near = withinExponentialRange(x)
  return rounded(sigmoidOfPair(firstPair(near)), sigmoidOfPair(lastPair(near)))
}
