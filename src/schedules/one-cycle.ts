import { requireThat } from '../misuse.ts'
import { requireFinite, requireSteps } from './checks.ts'
import { cosine } from './cosine.ts'
import { join } from './join.ts'
import { type Schedule, schedule } from './schedule.ts'

/** What one cycle is told. */
export interface OneCycleSettings {
  /** the largest value */
  readonly peak: number
  /** the length of the whole cycle, 2 or more */
  readonly steps: number
  /** how many steps it goes up: 3 of 10 when left out, rounded down */
  readonly rise?: number
  /** the value at step 0: peak / 25 when left out */
  readonly initial?: number
  /** the value from step `steps` on: initial / 10,000 when left out */
  readonly final?: number
}

/**
 * One cycle up and down (Smith and Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", 2018), each half a
 * cosine wave: from `initial` up to `peak` in `rise` steps, then down to `final`. The same defaults as `optax.cosine_onecycle_schedule` and PyTorch's
 * `OneCycleLR`.
 *
 * Throws `Misuse` for values that are not finite, `steps` that is not a whole number from 2 to 2^30, and a `rise` that is not one from 1 to below `steps`.
 */
export const oneCycle = (
  { peak, steps, rise = Math.max(1, Math.floor(0.3 * steps)), initial = peak / 25, final = initial / 1e4 }: OneCycleSettings,
): Schedule => {
  requireFinite('oneCycle', { peak, initial, final })
  requireSteps('oneCycle', { steps, rise })
  requireThat(rise < steps, 'oneCycle', () => `rise ${rise} is not below steps ${steps}`)
  const { at } = join([cosine({ initial, final: peak, steps: rise }), cosine({ initial: peak, final, steps: steps - rise })], [rise])
  return schedule({ kind: 'oneCycle', settings: { peak, steps, rise, initial, final } }, at)
}
