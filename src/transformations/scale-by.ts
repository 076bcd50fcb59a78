import type { Schedule } from '../schedules/schedule.ts'
import { showSchedule } from '../schedules/schedule.ts'
import * as tree from '../tree.ts'
import { counted, type Counted } from './counted.ts'

const factorFault = (factor: number | Schedule): string | undefined =>
  typeof factor === 'function' || (Number.isFinite(factor) && Number.isFinite(Math.fround(factor)))
    ? undefined
    : `factor ${String(factor)} is not a finite number`

/**
 * Everything times a factor: `k u`, where k is a number or a schedule of the number of updates made before. With it a rule of one's own
 * becomes an optimizer, `chain(rule, scaleBy(-0.1))`. As `optax.scale` and `optax.scale_by_schedule`. 1 changes no bit.
 *
 * Throws `Misuse` for a factor that is infinite or NaN.
 */
export const scaleBy = (factor: number | Schedule): Counted =>
  counted(
    { kind: 'scaleBy', settings: { factor: typeof factor === 'number' ? factor : showSchedule(factor) } },
    factorFault(factor),
    (ops, updates, _params, count) => {
      if (typeof factor === 'number') return tree.map((u) => ops.scale(u, factor))(updates)
      const k = factor.at(ops, ops.cast(count, 'float'))
      return tree.map((u) => ops.mul(u, ops.spread(k, u.shape)))(updates)
    })
