import type { Ops } from '../ops.ts'
import { lastOf } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import { weighted } from './class-weights.ts'
import { counted } from './counted.ts'
import { type Checked, checkedSettings, type CrossEntropySettings, plain } from './cross-entropy-settings.ts'
import { smoothed } from './label-smoothing.ts'
import { type RowLoss, rowLoss } from './row-loss.ts'
import { yesAndNo } from './yes-and-no.ts'

const categoricalWith = (kind: string, told: Checked): RowLoss => rowLoss({
  kind, settings: told.shown, labels: 'probabilities', reduction: told.reduction, factor: -1, formula: { term: 't log y', slope: '-t / y' },
}, <S extends Shape>(ops: Ops, y: Float<S>, labels: Float<S>) => {
  const classes = told.labelSmoothing === 0 ? NaN : lastOf(y.shape as Shape as readonly [...Shape, number])
  const t = weighted(ops, kind, smoothed(ops, labels, told.labelSmoothing, classes), told.classWeights)
  const p = counted(ops, t, y)
  return { terms: ops.mul(t, ops.log(p)), slope: () => ops.div(t, p) }
})

/**
 * Categorical cross-entropy on probabilities: `−Σ t log y` over the last axis, mean over the others. The probabilities
 * are taken as they are (no clipping, no renormalising): y = 0 where t > 0 gives infinity.
 *
 * `dy = −t / y / rows`, and 0 where t = 0.
 */
export const categoricalCrossEntropy: RowLoss = categoricalWith('categoricalCrossEntropy', plain)

/**
 * `categoricalCrossEntropy` with labels that are smoothed, then weighted by class: t stands for `w ((1 − s) t + s / classes)`. Means are taken over
 * the rows.
 *
 * A smoothing outside of 0 to 1, a weight below 0 and another number of weights than of classes are misuses.
 */
export const categoricalCrossEntropyWith = (settings: CrossEntropySettings): RowLoss =>
  categoricalWith('categoricalCrossEntropyWith', checkedSettings('categoricalCrossEntropyWith', settings))

const binaryWith = (kind: string, told: Checked): RowLoss => rowLoss({
  kind, settings: told.shown, labels: 'probabilities', reduction: told.reduction, factor: -1,
  formula: { term: '(t log y + (1 - t) log(1 - y))', slope: '-(t / y - (1 - t) / (1 - y))' },
}, (ops, y, labels) => {
  const { yes, no } = yesAndNo(ops, kind, labels, told)
  const [p, q] = [counted(ops, yes, y), counted(ops, no, ops.sub(ops.fill(y.shape, 1), y))]
  return {
    terms: ops.add(ops.mul(yes, ops.log(p)), ops.mul(no, ops.log(q))),
    slope: () => ops.sub(ops.div(yes, p), ops.div(no, q)),
  }
})

/**
 * Binary cross-entropy of every output on probabilities, as document 001 states it:
 * `−Σ (t log y + (1 − t) log(1 − y))` over the last axis, mean over the others. A term whose factor t or 1 − t is 0
 * counts as 0.
 *
 * `dy = −(t / y − (1 − t) / (1 − y)) / rows`.
 */
export const binaryCrossEntropy: RowLoss = binaryWith('binaryCrossEntropy', plain)

/**
 * `binaryCrossEntropy` with labels that are smoothed, `(1 − s) t + s / 2`, and with a weight for no and one for yes:
 * `−(w₁ t log y + w₀ (1 − t) log(1 − y))`. `dy = −(w₁ t / y − w₀ (1 − t) / (1 − y)) / rows`.
 *
 * A smoothing outside of 0 to 1, a weight below 0 and another number of weights than two are misuses.
 */
export const binaryCrossEntropyWith = (settings: CrossEntropySettings): RowLoss =>
  binaryWith('binaryCrossEntropyWith', checkedSettings('binaryCrossEntropyWith', settings))
