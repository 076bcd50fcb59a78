import type { Ops } from '../ops.ts'
import { type Schedule, showSchedule } from '../schedules/schedule.ts'
import type { Float, Ids, Scalar, Shape } from '../tensor.ts'

/** η: a number, or a schedule of the number of updates made before. */
export type LearningRate = number | Schedule

/** What is wrong with a learning rate, if anything: a number must be finite in f32 too, and not negative. */
export const learningRateFault = (learningRate: LearningRate): string | undefined =>
  typeof learningRate === 'function' || (Number.isFinite(learningRate) && Number.isFinite(Math.fround(learningRate)) && learningRate >= 0)
    ? undefined
    : `learning rate ${String(learningRate)} is not a finite number from 0 upward`

/** A learning rate as a setting that can be written down. */
export const showLearningRate = (learningRate: LearningRate): number | string =>
  typeof learningRate === 'number' ? learningRate : showSchedule(learningRate)

/** The rate after `count` updates, as a tensor. */
export const rateAt = (ops: Ops, learningRate: LearningRate, count: Ids<readonly []>): Scalar =>
  typeof learningRate === 'number' ? ops.fill([], learningRate) : learningRate.at(ops, ops.cast(count, 'float'))

/** `x ↦ −η x`: the last part of an update, with the rate after `count` updates. */
export const descentOf = (ops: Ops, learningRate: LearningRate, count: Ids<readonly []>): (<S extends Shape>(x: Float<S>) => Float<S>) => {
  if (typeof learningRate === 'number') {
    // p + −0 is p to the bit; 0 x would be NaN for an infinite x, and +0 for some p = −0.
    return (x) => learningRate === 0 ? ops.fill(x.shape, -0) : ops.scale(x, -learningRate)
  }
  const rate = ops.neg(rateAt(ops, learningRate, count))
  return (x) => ops.mul(ops.spread(rate, x.shape), x)
}
