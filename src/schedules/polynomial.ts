import { requireFinite, requirePositive, requireSteps } from './checks.ts'
import { between, progress } from './between.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What a polynomial schedule is told. */
export interface PolynomialSettings {
  readonly initial: number
  /** the value from step `steps` on: 0 when left out */
  readonly final?: number
  readonly steps: number
  /** above 0 */
  readonly power: number
}

/**
 * Polynomial decay: `final + (initial − final) (1 − t / steps)^power`, and `final` from step `steps` on. As `optax.polynomial_schedule` and
 * Keras' `PolynomialDecay`.
 *
 * Throws `Misuse` for an `initial` or a `final` that is not finite, a `power` that is not above 0, and `steps` that is not a whole number from 1 to 2^30.
 */
export const polynomial = ({ initial, final = 0, steps, power }: PolynomialSettings): Schedule => {
  requireFinite('polynomial', { initial, final })
  requirePositive('polynomial', { power })
  requireSteps('polynomial', { steps })
  return schedule({ kind: 'polynomial', settings: { initial, final, steps, power } }, (ops, t) => {
    const left = ops.pow(ops.sub(ops.fill([], 1), progress(ops, t, steps)), ops.fill([], power))
    return between(ops, ops.fill([], final), ops.fill([], initial), left)
  })
}
