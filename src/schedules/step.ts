import { requireFinite, requirePositive, requireSteps } from './checks.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What a schedule of steps is told. */
export interface StepSettings {
  /** the value until step `every` */
  readonly initial: number
  /** what the value is multiplied with at every `every`-th step */
  readonly factor: number
  readonly every: number
}

/**
 * A factor every so many steps: `initial · factor^⌊t / every⌋`. As PyTorch's `StepLR`.
 *
 * Throws `Misuse` for an `initial` that is not finite, a `factor` that is not above 0, and an `every` that is not a whole number from 1 to 2^30.
 */
export const step = ({ initial, factor, every }: StepSettings): Schedule => {
  requireFinite('step', { initial })
  requirePositive('step', { factor })
  requireSteps('step', { every })
  return schedule({ kind: 'step', settings: { initial, factor, every } }, (ops, t) =>
    ops.mul(ops.fill([], initial), ops.pow(ops.fill([], factor), ops.floor(ops.div(t, ops.fill([], every))))))
}
