import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { fromMatrix, lastOf, leadingOf, type Rows } from '../shape/matrix.ts'
import { sizeOf } from '../shape/size.ts'
import type { Float, Ids, Shape, Tensor } from '../tensor.ts'
import { categoricalCrossEntropyWith } from './cross-entropy.ts'
import { softmaxCrossEntropyWith } from './cross-entropy-on-logits.ts'
import type { CrossEntropySettings } from './cross-entropy-settings.ts'
import { classes } from './label-rules.ts'
import type { LossRule } from './loss.ts'
import type { RowLoss } from './row-loss.ts'

/** What a loss on class numbers may be told. */
export interface SparseSettings extends CrossEntropySettings {
  /** the label of rows that do not count, such as the padding of a sequence; −1 when left out */
  readonly ignored?: number
}

/** A loss whose labels are a class number for each row of the outputs. */
export type SparseLoss = <B extends Shape, M extends number>(ops: Ops, y: Float<readonly [...B, M]>) => LossRule<Float<readonly [...B, M]>, Ids<readonly [...B]>>

/** A class number a row, all rows laid under one another. */
const inRows = <B extends Shape>(ops: Ops, ids: Ids<readonly [...B]>): Ids<readonly [Rows<B>]> => ops.reshape(ids, [sizeOf(ids.shape)]) as Tensor

/** The loss on class numbers is that on rows with a 1 at the class, among the rows that count. */
const onClasses = (kind: string, { ignored = -1, ...settings }: SparseSettings, dense: (settings: CrossEntropySettings) => RowLoss): SparseLoss => {
  requireThat(Number.isInteger(ignored), kind, () => `ignored is ${ignored}, not a whole number`)
  const loss = dense(settings)
  return <B extends Shape, M extends number>(ops: Ops, y: Float<readonly [...B, M]>): LossRule<Float<readonly [...B, M]>, Ids<readonly [...B]>> => {
    const [leading, m] = [leadingOf<B>(y.shape), lastOf<M>(y.shape)]
    const rule = loss(ops, y)
    return {
      kind,
      settings: { ...rule.settings, ignored },
      labels: classes(m, ignored),
      like: { shape: leading, dtype: 'i32' },
      against: (ids) => {
        const numbers = inRows<B>(ops, ids)
        const matrix: readonly [Rows<B>, M] = [numbers.shape[0], m]
        const chosen = ops.equal(ops.iota(matrix, 1), ops.broadcast(numbers, matrix, [1]))
        const skipped = ops.equal(numbers, ops.cast(ops.fill(numbers.shape, ignored), 'i32'))
        const t = fromMatrix<B, M>(ops, ops.cast(chosen, 'float'), leading)
        return rule.among(t, ops.not(skipped) as Tensor)
      },
    }
  }
}

/**
 * `softmaxCrossEntropy` with a class number for each row, `[..., M]` against `[...]`: `log Σ exp y − y[t]` over the last axis, mean over the rows
 * that count. Rows labelled −1 do not count: they add no loss, no gradient, and nothing to the number of rows (PyTorch has −100 for it). Without any
 * row that counts the loss is 0. Another label outside of the classes is a misuse.
 *
 * `dy = (softmax y − one at t) / rows that count`.
 */
export const sparseSoftmaxCrossEntropy: SparseLoss = onClasses('sparseSoftmaxCrossEntropy', {}, softmaxCrossEntropyWith)

/** `sparseSoftmaxCrossEntropy` with the settings of `softmaxCrossEntropyWith`, and with another number in the place of −1. */
export const sparseSoftmaxCrossEntropyWith = (settings: SparseSettings): SparseLoss =>
  onClasses('sparseSoftmaxCrossEntropyWith', settings, softmaxCrossEntropyWith)

/**
 * `categoricalCrossEntropy` with a class number for each row, `[..., M]` against `[...]`: `−log y[t]` on probabilities y, mean over the rows that count,
 * as in `sparseSoftmaxCrossEntropy`.
 *
 * `dy = −1 / y[t] / rows that count` at the class, 0 elsewhere.
 */
export const sparseCategoricalCrossEntropy: SparseLoss = onClasses('sparseCategoricalCrossEntropy', {}, categoricalCrossEntropyWith)

/** `sparseCategoricalCrossEntropy` with the settings of `categoricalCrossEntropyWith`, and with another number in the place of −1. */
export const sparseCategoricalCrossEntropyWith = (settings: SparseSettings): SparseLoss =>
  onClasses('sparseCategoricalCrossEntropyWith', settings, categoricalCrossEntropyWith)
