import { orderedSumError, quotientOfSums } from './double-double'
import { exponentialHead, exponentialPower, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel'
import { firstPair, lastPair, rounded } from './pairs'
import { line, plusProduct } from './polynomial'
import { withSignOf } from './sign'

/** tanh x = x + x³·P(x²) for x ≤ 1/4. */
@inline
function nearZero(x: v128): v128 {
  const z = f64x2.mul(x, x)
  const z2 = f64x2.mul(z, z)
  const series =
    plusProduct(line(z, -0.3333333333333333, 0.1333333333333118), z2,
      plusProduct(line(z, -0.05396825396442219, 0.02186948820642083), z2,
        plusProduct(line(z, -0.00886321981470851, 0.0035916906602450117), z2,
          line(z, -0.001448742653124765, 0.0005275243147281538))))
  return plusProduct(x, x, f64x2.mul(z, series))
}

/** (1 − e^(−2x))/(1 + e^(−2x)) for x > 1/4. */
@inline
function outside(x: v128): v128 {
  const t = f64x2.mul(f64x2.splat(-2), x)
  const steps = exponentialSteps(t)
  const power = exponentialPower(steps)
  const head = f64x2.mul(exponentialHead(steps), power)
  const rest = f64x2.mul(exponentialRest(steps, exponentialRemainder(t, steps)), power)
  const e = f64x2.add(head, rest)
  const eLow = orderedSumError(head, rest, e)
  const one = f64x2.splat(1)
  const numerator = f64x2.sub(one, e)
  const numeratorLow = f64x2.sub(orderedSumError(one, f64x2.neg(e), numerator), eLow)
  const denominator = f64x2.add(one, e)
  const denominatorLow = f64x2.add(orderedSumError(one, e, denominator), eLow)
  return quotientOfSums(numerator, numeratorLow, denominator, denominatorLow)
}

/** tanh x for x ≥ 0. */
@inline
export function tanhOfPair(x: v128): v128 {
  return v128.bitselect(nearZero(x), outside(x), f64x2.le(x, f64x2.splat(0.25)))
}

/** The hyperbolic tangent: `src/math/tanh.ts`, rounded to f32, where it is 1 from 9.02 on. */
export function tanh(x: v128): v128 {
  const magnitude = f32x4.pmin(f32x4.abs(x), f32x4.splat(22))
  return withSignOf(x, rounded(tanhOfPair(firstPair(magnitude)), tanhOfPair(lastPair(magnitude))))
}
