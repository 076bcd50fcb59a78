import { requireFinite, requirePositive, requireSteps } from './checks.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What an exponential schedule is told. */
export interface ExponentialSettings {
  readonly initial: number
  /** what is left after `steps` steps, above 0 */
  readonly factor: number
  readonly steps: number
  /** where it ends: the value never goes past it; no bound when left out */
  readonly final?: number
}

/**
 * Exponential decay: `initial · factor^(t / steps)`, down to `final` (up to it, where `factor` is above 1). As `optax.exponential_decay`
 * and, without `final`, Keras' `ExponentialDecay`.
 *
 * Throws `Misuse` for an `initial` or a `final` that is not finite, a `factor` that is not above 0, and `steps` that is not a whole number from 1 to 2^30.
 */
export const exponential = ({ initial, factor, steps, final }: ExponentialSettings): Schedule => {
  requireFinite('exponential', { initial, ...(final === undefined ? {} : { final }) })
  requirePositive('exponential', { factor })
  requireSteps('exponential', { steps })
  const settings = { initial, factor, steps, ...(final === undefined ? {} : { final }) }
  // A negative value that shrinks goes up.
  const falls = (factor < 1) === (initial >= 0)
  return schedule({ kind: 'exponential', settings }, (ops, t) => {
    const value = ops.mul(ops.fill([], initial), ops.pow(ops.fill([], factor), ops.div(t, ops.fill([], steps))))
    return final === undefined ? value : ops[falls ? 'maximum' : 'minimum'](value, ops.fill([], final))
  })
}
