import { requireThat } from '../misuse.ts'
import { requireBoundaries } from './checks.ts'
import { type Schedule, schedule } from './schedule.ts'

/**
 * Schedules one after another: the first until `boundaries[0]`, then each from its boundary on, where its own step 0 is. As
 * `optax.join_schedules`.
 *
 * Throws `Misuse` where there is not one schedule more than boundaries, and for boundaries that are not whole numbers from 1 to 2^30, upward.
 */
export const join = (schedules: readonly Schedule[], boundaries: readonly number[]): Schedule => {
  requireThat(schedules.length === boundaries.length + 1, 'join', () =>
    `${boundaries.length} boundaries ask for ${boundaries.length + 1} schedules, not ${schedules.length}`)
  requireBoundaries('join', boundaries)
  return schedule({ kind: 'join', settings: { boundaries: boundaries.join(' ') }, parts: schedules }, (ops, t) =>
    schedules.map((one, i) => {
      const begins = ops.fill([], boundaries[i - 1] ?? 0)
      return { value: one.at(ops, ops.maximum(ops.sub(t, begins), ops.fill([], 0))), begins }
    }).reduce((before, { value, begins }) => ({ begins, value: ops.select(ops.less(t, begins), before.value, value) })).value)
}
