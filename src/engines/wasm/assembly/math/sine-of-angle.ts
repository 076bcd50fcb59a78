import { sumError } from './double-double'
import { sineOfHugeAngle } from './huge-angle'
import { integerOfBits, nearestIntegerBits } from './nearest-integer'
import { firstPair, lastPair, rounded } from './pairs'
import { sineOfSteps } from './sine-kernel'

// As in `src/math/sine-of-angle.ts`: 32/π, and π/32 in three parts.
const STEPS_PER_RADIAN: f64 = 10.185916357881302
const STEP_UPPER: f64 = 0.09817477042088285
const STEP_MIDDLE: f64 = 3.798187816439979e-12
const STEP_LOWER: f64 = 1.2639164054974691e-22

/** From here on the reduction needs integers. */
const HUGE: f32 = 65536

/**
 * sin(x + turn·π/32) for two numbers below 2^16. `src/math` leaves remainders below 9e-13 to the integers as well, which no
 * f32 has: of all of them, 15.806138038635254 comes nearest to a multiple of π/32, and leaves 2.6e-10.
 */
@inline
export function sineOfPair(x: v128, turn: i32): v128 {
  const steps = nearestIntegerBits(f64x2.mul(x, f64x2.splat(STEPS_PER_RADIAN)))
  const n = integerOfBits(steps)
  const first = f64x2.sub(x, f64x2.mul(n, f64x2.splat(STEP_UPPER)))
  const middle = f64x2.mul(n, f64x2.splat(STEP_MIDDLE))
  const second = f64x2.sub(first, middle)
  const secondRest = f64x2.sub(sumError(first, f64x2.neg(middle), second), f64x2.mul(n, f64x2.splat(STEP_LOWER)))
  const remainder = f64x2.add(second, secondRest)
  return sineOfSteps(i32x4.add(steps, i32x4.splat(turn)), remainder, f64x2.add(f64x2.sub(second, remainder), secondRest))
}

/** The sine of one lane where its angle is huge. At ±∞ and NaN the other way has given NaN. */
function sineOfLane(x: f32, sine: f32, turn: i32): f32 {
  return abs(x) >= HUGE && abs(x) < Infinity ? <f32>sineOfHugeAngle(x, turn) : sine
}

/** sin(x + turn·π/32) of an f32x4, rounded to f32. */
export function sineOfAngle(x: v128, turn: i32): v128 {
  const sines = rounded(sineOfPair(firstPair(x), turn), sineOfPair(lastPair(x), turn))
  if (!v128.any_true(f32x4.ge(f32x4.abs(x), f32x4.splat(HUGE)))) return sines
  return f32x4(
    sineOfLane(f32x4.extract_lane(x, 0), f32x4.extract_lane(sines, 0), turn),
    sineOfLane(f32x4.extract_lane(x, 1), f32x4.extract_lane(sines, 1), turn),
    sineOfLane(f32x4.extract_lane(x, 2), f32x4.extract_lane(sines, 2), turn),
    sineOfLane(f32x4.extract_lane(x, 3), f32x4.extract_lane(sines, 3), turn),
  )
}
