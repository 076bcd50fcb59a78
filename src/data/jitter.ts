import { requireThat } from '../misuse.ts'
import { normal } from '../random/normal.ts'
import type { Augmentation } from './augment.ts'

/**
 * Every number with normal noise added, `x + deviation · normal`.
 *
 * Throws `Misuse` for a deviation that is negative, infinite or NaN.
 */
export const jitter = ({ deviation }: { readonly deviation: number }): Augmentation => {
  requireThat(Number.isFinite(deviation) && deviation >= 0, 'jitter', () => `deviation ${deviation} is not a finite number from 0 upward`)
  return (ops, key, x) => ops.add(x, ops.scale(normal(ops, key, x.shape), deviation))
}
