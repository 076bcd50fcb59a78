import type { Ops } from '../ops.ts'
import type { Scalar } from '../tensor.ts'
import { requireFinite, requireSteps } from './checks.ts'
import { between, progress } from './between.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What a cosine schedule is told. */
export interface CosineSettings {
  readonly initial: number
  /** the value from step `steps` on: 0 when left out */
  readonly final?: number
  readonly steps: number
}

/** Half a wave: `(1 − cos π s) / 2`, from 0 at s = 0 to 1 at s = 1, both exactly. */
export const halfWave = (ops: Ops, share: Scalar): Scalar =>
  ops.scale(ops.sub(ops.fill([], 1), ops.cos(ops.scale(share, Math.PI))), 0.5)

/**
 * Cosine annealing (Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017):
 * `final + (initial − final) (1 + cos(π t / steps)) / 2`, and `final` from step `steps` on. As `optax.cosine_decay_schedule`, which takes
 * `alpha = final / initial`.
 *
 * Throws `Misuse` for an `initial` or a `final` that is not finite, and for `steps` that is not a whole number from 1 to 2^30.
 */
export const cosine = ({ initial, final = 0, steps }: CosineSettings): Schedule => {
  requireFinite('cosine', { initial, final })
  requireSteps('cosine', { steps })
  return schedule({ kind: 'cosine', settings: { initial, final, steps } }, (ops, t) =>
    between(ops, ops.fill([], initial), ops.fill([], final), halfWave(ops, progress(ops, t, steps))))
}
