import { lastOf, rowsOf } from '../shape/matrix.ts'
import { sizeOf } from '../shape/size.ts'
import type { Shape } from '../tensor.ts'

/** How the terms of a loss become one number: their sum, by the number of elements, or by the number of rows of the last axis, or by nothing. */
export type Reduction = 'mean of elements' | 'mean of rows' | 'sum'

/** What the sum of all terms is divided by. */
export const divisorOf = (reduction: Reduction, shape: Shape): number =>
  reduction === 'sum' ? 1 : reduction === 'mean of rows' ? rowsOf(shape) : sizeOf(shape)

/** What each row that counts adds to the divisor. */
export const shareOfRow = (reduction: Reduction, shape: Shape): number =>
  reduction === 'mean of elements' ? lastOf(shape as readonly [...Shape, number]) : 1

/** The words for it in a formula, before the terms and behind the gradient. */
export const words: Readonly<Record<Reduction, { readonly of: string; readonly by: string }>> = {
  'mean of elements': { of: 'mean', by: ' / n' },
  'mean of rows': { of: 'mean sum', by: ' / rows' },
  sum: { of: 'sum', by: '' },
}
