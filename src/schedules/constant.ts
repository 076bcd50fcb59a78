import { requireFinite } from './checks.ts'
import { type Schedule, schedule } from './schedule.ts'

/** The same value at every step: `value`. Throws `Misuse` for one that is infinite or NaN. */
export const constant = (value: number): Schedule => {
  requireFinite('constant', { value })
  return schedule({ kind: 'constant', settings: { value } }, (ops) => ops.fill([], value))
}
