import { sumError } from './double-double.ts'
import { sineOfHugeAngle } from './huge-angle.ts'
import { nearestInteger } from './nearest-integer.ts'
import { sineOfSteps } from './sine-kernel.ts'

const STEPS_PER_RADIAN = 10.185916357881302 // 32/π
// π/32 in three parts; the first two have 33 bits, so that their products with step < 2^20 are exact.
const STEP_UPPER = 0.09817477042088285
const STEP_MIDDLE = 3.798187816439979e-12
const STEP_LOWER = 1.2639164054974691e-22

/**
 * sin(x + turn·π/32): reduces x by the nearest multiple of π/32 (Cody and Waite, three parts, absolute error
 * 2^-101). Where that is too little, because x is beyond 2^16 or the remainder below 2^-40 so that its relative
 * error counts, the reduction in integers takes over; it is needed about once in 2^35 arguments.
 */
export const sineOfAngle = (x: number, turn: number): number => {
  if (!(x > -65536 && x < 65536)) return x - x === 0 ? sineOfHugeAngle(x, turn) : Number.NaN
  const steps = nearestInteger(x * STEPS_PER_RADIAN)
  const first = x - steps * STEP_UPPER // exact
  const middle = steps * STEP_MIDDLE
  const second = first - middle
  const secondRest = sumError(first, -middle, second) - steps * STEP_LOWER
  const remainder = second + secondRest
  if (steps !== 0 && remainder < 9e-13 && remainder > -9e-13) return sineOfHugeAngle(x, turn)
  return sineOfSteps((steps | 0) + turn, remainder, second - remainder + secondRest)
}
