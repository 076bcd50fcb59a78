import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Shape } from '../tensor.ts'
import { type Reduction, words } from './reduction.ts'
import type { RowLoss } from './row-loss.ts'

/** The same loss as a sum, or as another mean than its own: `reduced(meanAbsoluteError, 'sum')`. */
export const reduced = (loss: RowLoss, reduction: Reduction): RowLoss =>
  <S extends Shape>(ops: Ops, y: Float<S>) => {
    requireThat(reduction in words, 'reduced', () => `"${reduction}" is none of ${Object.keys(words).join(', ')}`)
    const rule = loss(ops, y)
    return { ...rule.reducedBy(reduction), kind: 'reduced', settings: { ...rule.settings, loss: rule.kind, reduction } }
  }
