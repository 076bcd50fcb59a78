import { requireThat } from '../misuse.ts'
import type { Shape } from '../tensor.ts'
import { showShape } from './size.ts'

/** Refuses an input with another number of axes than `axes` names, such as `[batch, time, features]`; for callers without a compiler. */
export const requireRank = (operation: string, shape: Shape, axes: readonly string[]): void => {
  requireThat(shape.length === axes.length, operation, () => `takes [${axes.join(', ')}], not ${showShape(shape)}`)
}
