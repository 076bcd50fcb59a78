import type { Ops } from '../ops.ts'
import type { Scalar } from '../tensor.ts'
import { between } from './between.ts'
import { LAST_STEP, requireFinite, requireSteps } from './checks.ts'
import { halfWave } from './cosine.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What warm restarts are told. */
export interface RestartsSettings {
  /** the value at the start of every cycle */
  readonly initial: number
  /** what every cycle falls to: 0 when left out */
  readonly final?: number
  /** the length of the first cycle */
  readonly period: number
  /** how many times longer each cycle is than the one before, a whole number: 1 when left out */
  readonly growth?: number
}

/** Where a cycle begins, and how long it is. */
interface Cycle {
  readonly begins: number
  readonly length: number
}

/** The cycles that begin before the last step that is counted. */
const cyclesFrom = (cycle: Cycle, growth: number): readonly Cycle[] => {
  const next = { begins: cycle.begins + cycle.length, length: cycle.length * growth }
  return next.begins > LAST_STEP ? [cycle] : [cycle, ...cyclesFrom(next, growth)]
}

/** How much of the cycle that a step is in is over. */
const shareOf = (ops: Ops, t: Scalar, period: number, growth: number): Scalar => {
  const fill = (value: number): Scalar => ops.fill([], value)
  if (growth === 1) {
    const first = fill(period)
    return ops.div(ops.sub(t, ops.mul(ops.floor(ops.div(t, first)), first)), first)
  }
  const [begins, length] = cyclesFrom({ begins: 0, length: period }, growth).slice(1).reduce<readonly [begins: Scalar, length: Scalar]>(
    ([begins, length], cycle) => {
      const before = ops.less(t, fill(cycle.begins))
      return [ops.select(before, begins, fill(cycle.begins)), ops.select(before, length, fill(cycle.length))]
    }, [fill(0), fill(period)])
  return ops.div(ops.sub(t, begins), length)
}

/**
 * Cosine annealing with warm restarts (Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017):
 * `final + (initial − final) (1 + cos(π s)) / 2`, where s is how much of a cycle is over; the first has `period` steps, and each after it `growth` times
 * as many (T₀ and T_mult). As PyTorch's `CosineAnnealingWarmRestarts`. Its last step is 2^30, where optimizers stop counting.
 *
 * Throws `Misuse` for an `initial` or a `final` that is not finite, and for a `period` or a `growth` that is not a whole number from 1 to 2^30.
 */
export const restarts = ({ initial, final = 0, period, growth = 1 }: RestartsSettings): Schedule => {
  requireFinite('restarts', { initial, final })
  requireSteps('restarts', { period, growth })
  return schedule({ kind: 'restarts', settings: { initial, final, period, growth } }, (ops, t) =>
    between(ops, ops.fill([], initial), ops.fill([], final), halfWave(ops, shareOf(ops, t, period, growth))))
}
