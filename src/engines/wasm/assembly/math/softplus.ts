import { orderedSumError, sumError } from './double-double'
import {
  exponentialHead, exponentialPower, exponentialRemainder, exponentialRest, exponentialSteps, withinExponentialRange,
} from './exponential-kernel'
import { logarithm, logarithmNearOne, logarithmTail } from './logarithm-kernel'
import { firstPair, lastPair, rounded } from './pairs'

/**
 * max(x, 0) + log(1 + e), e = e^(−|x|). Below −64 `src/math` returns e; the sum gives the same there, since e² is below
 * the last place of e.
 */
@inline
export function softplusOfPair(x: v128): v128 {
  const t = f64x2.neg(f64x2.abs(x))
  const steps = exponentialSteps(t)
  const power = exponentialPower(steps)
  const expHead = f64x2.mul(exponentialHead(steps), power)
  const expRest = f64x2.mul(exponentialRest(steps, exponentialRemainder(t, steps)), power)
  const e = f64x2.add(expHead, expRest)
  const eLow = orderedSumError(expHead, expRest, e)
  const one = f64x2.splat(1)
  const onePlus = f64x2.add(one, e)
  const near = f64x2.lt(e, f64x2.splat(0.0054))
  const nearHead = logarithmNearOne(e, eLow)
  const nearRest = logarithmTail()
  const farHead = logarithm(onePlus)
  const farRest = f64x2.add(logarithmTail(), f64x2.div(f64x2.add(orderedSumError(one, e, onePlus), eLow), onePlus))
  const head = v128.bitselect(nearHead, farHead, near)
  const rest = v128.bitselect(nearRest, farRest, near)
  const linear = v128.and(x, f64x2.gt(x, f64x2.splat(0)))
  const sum = f64x2.add(linear, head)
  return f64x2.add(sum, f64x2.add(sumError(linear, head, sum), rest))
}

/** log(1 + e^x): `src/math/softplus.ts`, rounded to f32; from 64 on it is x itself. */
export function softplus(x: v128): v128 {
  const near = withinExponentialRange(x)
  return v128.bitselect(x, rounded(softplusOfPair(firstPair(near)), softplusOfPair(lastPair(near))), f32x4.ge(x, f32x4.splat(64)))
}
