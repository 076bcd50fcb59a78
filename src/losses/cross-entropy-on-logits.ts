import { type Checked, checkedSettings, type CrossEntropySettings, plain } from './cross-entropy-settings.ts'
import { weighted } from './class-weights.ts'
import { smoothed } from './label-smoothing.ts'
import { type RowLoss, rowLoss } from './row-loss.ts'
import type { Ops } from '../ops.ts'
import { fromRows, lastOf, toRows } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import { yesAndNo } from './yes-and-no.ts'

const softmaxWith = (kind: string, told: Checked): RowLoss => rowLoss({
  kind, settings: told.shown, labels: 'probabilities', reduction: told.reduction,
  formula: { term: 't (log sum e^y - y)', slope: '(softmax y sum t - t)' },
}, <S extends Shape>(ops: Ops, y: Float<S>, labels: Float<S>) => {
  const logits = toRows(ops, y)
  const even = smoothed(ops, labels, told.labelSmoothing, lastOf(y.shape as Shape as readonly [...Shape, number]))
  const [t, zero] = [toRows(ops, weighted(ops, kind, even, told.classWeights)), ops.fill(logits.shape, 0)]
  const shifted = ops.sub(logits, ops.broadcast(ops.max(logits, [1]), t.shape, [1]))
  const e = ops.exp(shifted)
  const total = ops.sum(e, [1])
  const negativeLog = ops.sub(ops.broadcast(ops.log(total), t.shape, [1]), shifted)
  return {
    terms: fromRows(ops, ops.select(ops.less(zero, t), ops.mul(t, negativeLog), zero), y.shape),
    slope: () => {
      const p = ops.div(e, ops.broadcast(total, t.shape, [1]))
      return fromRows(ops, ops.sub(ops.mul(p, ops.broadcast(ops.sum(t, [1]), t.shape, [1])), t), y.shape)
    },
  }
})

/**
 * Softmax and categorical cross-entropy in one, on logits y: `Σ t (log Σ exp y − y)` over the last axis, mean over the others.
 * The largest logit is subtracted first, so nothing overflows; a logit of −∞ is a class that cannot be, and costs nothing
 * beside t = 0.
 *
 * `dy = (p Σt − t) / rows` with p = softmax y: right for label rows of any sum, where TensorFlow.js's rule assumes one.
 * (The softmax of a single class is 1 whatever its logit, so there the loss is 0: for one output a row use
 * `sigmoidCrossEntropy`.)
 */
export const softmaxCrossEntropy: RowLoss = softmaxWith('softmaxCrossEntropy', plain)

/**
 * `softmaxCrossEntropy` with labels that are smoothed, then weighted by class: t stands for `w ((1 − s) t + s / classes)`. Means are taken over the
 * rows, as in Keras; PyTorch divides by the weights of the rows' classes where labels are class numbers.
 *
 * A smoothing outside of 0 to 1, a weight below 0 and another number of weights than of classes are misuses.
 */
export const softmaxCrossEntropyWith = (settings: CrossEntropySettings): RowLoss =>
  softmaxWith('softmaxCrossEntropyWith', checkedSettings('softmaxCrossEntropyWith', settings))

const sigmoidWith = (kind: string, told: Checked): RowLoss => rowLoss({
  kind, settings: told.shown, labels: 'probabilities', reduction: told.reduction,
  formula: { term: '(t softplus(-y) + (1 - t) softplus y)', slope: '(sigmoid y - t)' },
}, (ops, y, labels) => {
  const { yes, no } = yesAndNo(ops, kind, labels, told)
  return {
    terms: ops.add(ops.mul(yes, ops.softplus(ops.neg(y))), ops.mul(no, ops.softplus(y))),
    slope: () => told.classWeights === undefined
      ? ops.sub(ops.sigmoid(y), yes)
      : ops.sub(ops.mul(no, ops.sigmoid(y)), ops.mul(yes, ops.sigmoid(ops.neg(y)))),
  }
})

/**
 * Sigmoid and binary cross-entropy of every output in one, on logits y: `t softplus(−y) + (1 − t) softplus(y)`, summed over
 * the last axis, mean over the others. Never overflows for finite logits (±∞ gives NaN), never takes the log of 0, and as no terms cancel it is exact to the
 * last bits also where the loss is small (`softplus(y) − y t` is not).
 *
 * `dy = (sigmoid y − t) / rows`.
 */
export const sigmoidCrossEntropy: RowLoss = sigmoidWith('sigmoidCrossEntropy', plain)

/**
 * `sigmoidCrossEntropy` with labels that are smoothed, `(1 − s) t + s / 2`, and with a weight for no and one for yes:
 * `w₁ t softplus(−y) + w₀ (1 − t) softplus(y)`. `dy = (w₀ (1 − t) sigmoid y − w₁ t sigmoid(−y)) / rows`.
 *
 * A smoothing outside of 0 to 1, a weight below 0 and another number of weights than two are misuses.
 */
export const sigmoidCrossEntropyWith = (settings: CrossEntropySettings): RowLoss =>
  sigmoidWith('sigmoidCrossEntropyWith', checkedSettings('sigmoidCrossEntropyWith', settings))
