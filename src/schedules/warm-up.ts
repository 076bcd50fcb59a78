import { requireFinite, requireSteps } from './checks.ts'
import { between, progress } from './between.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What a warm-up is told. */
export interface WarmUpSettings {
  /** how many steps it takes */
  readonly steps: number
  /** the value at step 0: 0 when left out */
  readonly from?: number
}

/**
 * A straight line up to the first value of another schedule, which begins at step `steps` with its own step 0 (Goyal et al., "Accurate, Large
 * Minibatch SGD", 2017): `from (1 − s) + after(0) s` with s = t / steps, then `after(t − steps)`.
 *
 *     warmUp({ steps: 500 }, cosine({ initial: 1e-3, steps: 9500 }))
 *
 * Throws `Misuse` for a `from` that is not finite, and for `steps` that is not a whole number from 1 to 2^30.
 */
export const warmUp = ({ steps, from = 0 }: WarmUpSettings, after: Schedule): Schedule => {
  requireFinite('warmUp', { from })
  requireSteps('warmUp', { steps })
  return schedule({ kind: 'warmUp', settings: { steps, from }, parts: [after] }, (ops, t) => {
    const later = ops.maximum(ops.sub(t, ops.fill([], steps)), ops.fill([], 0))
    // Until `after` begins, its own step is 0.
    return between(ops, ops.fill([], from), after.at(ops, later), progress(ops, t, steps))
  })
}
