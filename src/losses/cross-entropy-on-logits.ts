import type { Ops } from '../ops.ts'
import { fromRows, rowsOf, toRows } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import type { LossRule } from './loss.ts'

/**
 * Softmax and categorical cross-entropy in one, on logits y: `Σ t (log Σ exp y − y)` over the last axis, mean over the others.
 * The largest logit is subtracted first, so nothing overflows; a logit of −∞ is a class that cannot be, and costs nothing
 * beside t = 0.
 *
 * `dy = (p Σt − t) / rows` with p = softmax y: right for label rows of any sum, where TensorFlow.js's rule assumes one.
 * (The softmax of a single class is 1 whatever its logit, so there the loss is 0: for one output a row use
 * `sigmoidCrossEntropy`.)
 */
export const softmaxCrossEntropy = <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'softmaxCrossEntropy',
  labels: 'probabilities',
  against: (labels) => {
    const [logits, t] = [toRows(ops, y), toRows(ops, labels)]
    const [k, zero] = [1 / rowsOf(y.shape), ops.fill(t.shape, 0)]
    const shifted = ops.sub(logits, ops.broadcast(ops.max(logits, [1]), t.shape, [1]))
    const e = ops.exp(shifted)
    const total = ops.sum(e, [1])
    const negativeLog = ops.sub(ops.broadcast(ops.log(total), t.shape, [1]), shifted)
    const terms = ops.select(ops.less(zero, t), ops.mul(t, negativeLog), zero)
    return [
      ops.note('loss', ops.scale(ops.sumAll(terms), k), 'loss = mean sum t (log sum e^y - y)'),
      (dLoss) => {
        const p = ops.div(e, ops.broadcast(total, t.shape, [1]))
        const error = ops.sub(ops.mul(p, ops.broadcast(ops.sum(t, [1]), t.shape, [1])), t)
        const dy = ops.mul(ops.spread(dLoss, t.shape), ops.scale(error, k))
        return ops.note('loss.dy', fromRows(ops, dy, y.shape), 'dy = (softmax y sum t - t) / rows')
      },
    ]
  },
})

/**
 * Sigmoid and binary cross-entropy of every output in one, on logits y: `t softplus(−y) + (1 − t) softplus(y)`, summed over
 * the last axis, mean over the others. Never overflows, never takes the log of 0, and as no terms cancel it is exact to the
 * last bits also where the loss is small (`softplus(y) − y t` is not).
 *
 * `dy = (sigmoid y − t) / rows`.
 */
export const sigmoidCrossEntropy = <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'sigmoidCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const [k, others] = [1 / rowsOf(y.shape), ops.sub(ops.fill(y.shape, 1), t)]
    const terms = ops.add(ops.mul(t, ops.softplus(ops.neg(y))), ops.mul(others, ops.softplus(y)))
    return [
      ops.note('loss', ops.scale(ops.sumAll(terms), k), 'loss = mean sum (t softplus(-y) + (1 - t) softplus y)'),
      (dLoss) => ops.note('loss.dy', ops.mul(ops.spread(dLoss, y.shape), ops.scale(ops.sub(ops.sigmoid(y), t), k)),
        'dy = (sigmoid y - t) / rows'),
    ]
  },
})
