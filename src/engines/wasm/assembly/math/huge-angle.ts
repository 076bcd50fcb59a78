import { orderedSumError, productError, sumError } from './double-double'
import { sineOfSteps } from './sine-kernel'
import { TWO_OVER_PI } from './tables'

/** Digits are integers in base 2^24. */
const DIGIT: u64 = 0xffffff
const HALF_PI: f64 = 1.5707963267948966
const HALF_PI_TAIL: f64 = 6.123233995736766e-17

/** A digit of 2/π, the first of which has index 0. */
@inline
function digitOfTwoOverPi(index: i32): u64 {
  return index < 0 ? 0 : <u64>load<f64>(TWO_OVER_PI + (index << 3))
}

/** A column of the product of 2/π with a number of four digits, the lowest first. */
function column(index: i32, first: u64, second: u64, third: u64, fourth: u64): u64 {
  return first * digitOfTwoOverPi(index - 1) + second * digitOfTwoOverPi(index) +
    third * digitOfTwoOverPi(index + 1) + fourth * digitOfTwoOverPi(index + 2)
}

/** digit·2^exponent */
@inline
function weighted(digit: u64, exponent: i64): f64 {
  return <f64>digit * reinterpret<f64>((1023 + exponent) << 52)
}

/**
 * sin(x + turn·π/32) for one finite x of at least 2^16: `src/math/huge-angle.ts`. The digits are the same integers, whatever
 * computes them, so they are integers here.
 */
export function sineOfHugeAngle(x: f64, turn: i32): f64 {
  const bits = reinterpret<u64>(abs(x))
  const exponent = <i32>(bits >> 52) - 1075
  const places = <i32>floor<f64>(<f64>exponent / 24)
  const shift = exponent - places * 24
  const significand = (bits & 0xfffffffffffff) | 0x10000000000000
  const factor0 = (significand & DIGIT) << shift
  const factor1 = ((significand >> 24 & DIGIT) << shift) + (factor0 >> 24)
  const factor2 = (significand >> 48 << shift) + (factor1 >> 24)
  const f0 = factor0 & DIGIT
  const f1 = factor1 & DIGIT
  const f2 = factor2 & DIGIT
  const f3 = factor2 >> 24
  const product7 = column(places + 7, f0, f1, f2, f3)
  const product6 = column(places + 6, f0, f1, f2, f3) + (product7 >> 24)
  const product5 = column(places + 5, f0, f1, f2, f3) + (product6 >> 24)
  const product4 = column(places + 4, f0, f1, f2, f3) + (product5 >> 24)
  const product3 = column(places + 3, f0, f1, f2, f3) + (product4 >> 24)
  const product2 = column(places + 2, f0, f1, f2, f3) + (product3 >> 24)
  const product1 = column(places + 1, f0, f1, f2, f3) + (product2 >> 24)
  const product0 = column(places, f0, f1, f2, f3) + (product1 >> 24)
  // In sixteenths of a quarter turn: the nearest integer, and the signed fraction in quarter turns.
  const first = <i32>(product1 & DIGIT)
  const lead = first & 0xfffff
  const up = lead >> 19
  const steps = (<i32>(product0 & 3) << 4) + (first >> 20) + up
  const upper = <f64>(lead - (up << 20)) * 5.9604644775390625e-8 + weighted(product2 & DIGIT, -48)
  const middle = weighted(product3 & DIGIT, -72) + weighted(product4 & DIGIT, -96)
  const lower = weighted(product5 & DIGIT, -120) + weighted(product6 & DIGIT, -144)
  return sineOfQuarterTurns(x < 0, turn, steps, f64x2.splat(upper), f64x2.splat(middle), f64x2.splat(lower))
}

/** The sine of the steps and of three parts of a quarter turn; the same number in both lanes. */
@inline
function sineOfQuarterTurns(negative: bool, turn: i32, steps: i32, upper: v128, middle: v128, lower: v128): f64 {
  const sum = f64x2.add(upper, middle)
  const sumRest = f64x2.add(sumError(upper, middle, sum), lower)
  const head = f64x2.add(sum, sumRest)
  const headRest = orderedSumError(sum, sumRest, head)
  const halfPi = f64x2.splat(HALF_PI)
  const radians = f64x2.mul(head, halfPi)
  const radiansTail = f64x2.add(f64x2.mul(head, f64x2.splat(HALF_PI_TAIL)), f64x2.mul(headRest, halfPi))
  const radiansRest = f64x2.add(productError(head, halfPi, radians), radiansTail)
  const sine = negative
    ? sineOfSteps(i32x4.splat(turn - steps), f64x2.neg(radians), f64x2.neg(radiansRest))
    : sineOfSteps(i32x4.splat(turn + steps), radians, radiansRest)
  return f64x2.extract_lane(sine, 0)
}
