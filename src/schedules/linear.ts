import { requireFinite, requireSteps } from './checks.ts'
import { between, progress } from './between.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What a linear schedule is told. */
export interface LinearSettings {
  readonly initial: number
  /** the value from step `steps` on: 0 when left out */
  readonly final?: number
  readonly steps: number
}

/**
 * A straight line: `initial (1 − s) + final s` with s = t / steps, and `final` from step `steps` on. As `optax.linear_schedule`.
 *
 * Throws `Misuse` for an `initial` or a `final` that is not finite, and for `steps` that is not a whole number from 1 to 2^30.
 */
export const linear = ({ initial, final = 0, steps }: LinearSettings): Schedule => {
  requireFinite('linear', { initial, final })
  requireSteps('linear', { steps })
  return schedule({ kind: 'linear', settings: { initial, final, steps } }, (ops, t) =>
    between(ops, ops.fill([], initial), ops.fill([], final), progress(ops, t, steps)))
}
