import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { toRows } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import { orValue } from './label-rules.ts'
import type { LossRule } from './loss.ts'
import type { RowLoss } from './row-loss.ts'

/** A loss whose labels are real numbers, as `rowLoss` makes them, and nothing more of it. */
export type PlainLoss = <S extends Shape>(ops: Ops, y: Float<S>) => LossRule<Float<S>, Float<S>>

/**
 * A loss that leaves out the rows of the last axis whose labels all equal `value`, as the padding of sequences: they add no loss, no gradient,
 * and nothing to what a mean is divided by. Without any row that counts the loss is 0. The value
 * is rounded to f32, as labels are. One that is not finite is a misuse.
 */
export const ignoring = (loss: RowLoss, ignored: number): PlainLoss => {
  // As an f32 tensor holds it, so that the f64 engine leaves out the same rows.
  const value = Math.fround(ignored)
  requireThat(Number.isFinite(value), 'ignoring', () => `the value is ${ignored}, not a finite number`)
  return <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => {
    const rule = loss(ops, y)
    return {
      kind: 'ignoring',
      settings: { ...rule.settings, loss: rule.kind, value },
      labels: orValue(rule.labels, value),
      against: (t) => {
        const labels = toRows(ops, t)
        const other = ops.not(ops.equal(labels, ops.fill(labels.shape, value)))
        const counted = ops.less(ops.fill([labels.shape[0]], 0), ops.max(ops.cast(other, 'float'), [1]))
        return rule.among(t, counted)
      },
    }
  }
}
