import { requireThat } from '../misuse.ts'
import type { Scalar } from '../tensor.ts'
import { requireBoundaries, requireFinite } from './checks.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What a piecewise constant schedule is told. */
export interface PiecewiseConstantSettings {
  /** the steps from which on the next value holds, upward */
  readonly boundaries: readonly number[]
  /** one more than there are boundaries */
  readonly values: readonly number[]
}

/**
 * `values[0]` before the first boundary, then `values[i]` from boundary i − 1 on. (In Keras' `PiecewiseConstantDecay` the step at a boundary itself
 * still has the value before it.)
 *
 * Throws `Misuse` where there is not one value more than boundaries, for a value that is not finite, and for boundaries that are not whole numbers
 * from 1 to 2^30, upward.
 */
export const piecewiseConstant = ({ boundaries, values }: PiecewiseConstantSettings): Schedule => {
  requireThat(values.length === boundaries.length + 1, 'piecewiseConstant', () =>
    `${boundaries.length} boundaries ask for ${boundaries.length + 1} values, not ${values.length}`)
  requireBoundaries('piecewiseConstant', boundaries)
  values.forEach((value, i) => { requireFinite('piecewiseConstant', { [`value ${i}`]: value }) })
  const [first = NaN, ...later] = values
  return schedule({ kind: 'piecewiseConstant', settings: { boundaries: boundaries.join(' '), values: values.join(' ') } }, (ops, t) =>
    boundaries.reduce<Scalar>(
      (before, boundary, i) => ops.select(ops.less(t, ops.fill([], boundary)), before, ops.fill([], later[i] ?? NaN)),
      ops.fill([], first)))
}
