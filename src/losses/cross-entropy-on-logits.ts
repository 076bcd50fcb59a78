import type { Ops } from '../ops.ts'
import { fromRows, rowsOf, toRows } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import type { LossRule } from './loss.ts'

/**
 * Softmax and categorical cross-entropy in one: `Σ t (log Σ exp x − x)` over the last axis, mean over the others. The
 * largest logit is subtracted first, so nothing overflows; a logit of −∞ is a class that cannot be, and costs nothing beside t = 0.
 *
 * `dx = (p Σt − t) / rows` with p = softmax x: right for label rows of any sum, where TensorFlow.js's rule assumes one.
 */
export const softmaxCrossEntropy = <S extends Shape>(ops: Ops, logits: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'softmaxCrossEntropy',
  labels: 'probabilities',
  against: (labels) => {
    const [x, t] = [toRows(ops, logits), toRows(ops, labels)]
    const [k, zero] = [1 / rowsOf(logits.shape), ops.fill(x.shape, 0)]
    const shifted = ops.sub(x, ops.broadcast(ops.max(x, [1]), x.shape, [1]))
    const e = ops.exp(shifted)
    const total = ops.sum(e, [1])
    const surprise = ops.sub(ops.broadcast(ops.log(total), x.shape, [1]), shifted)
    const terms = ops.select(ops.less(zero, t), ops.mul(t, surprise), zero)
    return [
      ops.note('loss', ops.scale(ops.sumAll(terms), k), 'loss = mean sum t (log sum e^x - x)'),
      (dLoss) => {
        const p = ops.div(e, ops.broadcast(total, x.shape, [1]))
        const error = ops.sub(ops.mul(p, ops.broadcast(ops.sum(t, [1]), x.shape, [1])), t)
        const dx = ops.mul(ops.spread(dLoss, x.shape), ops.scale(error, k))
        return ops.note('loss.dy', fromRows(ops, dx, logits.shape), 'dx = (softmax x - t) / rows')
      },
    ]
  },
})

/**
 * Sigmoid and binary cross-entropy of every output in one: `t softplus(−x) + (1 − t) softplus(x)`, summed over the last axis,
 * mean over the others. Never overflows, never takes the log of 0, and as no terms cancel it is exact to the last bits also
 * where the loss is small (`softplus(x) − x t` is not).
 *
 * `dx = (sigmoid x − t) / rows`.
 */
export const sigmoidCrossEntropy = <S extends Shape>(ops: Ops, x: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'sigmoidCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const [k, others] = [1 / rowsOf(x.shape), ops.sub(ops.fill(x.shape, 1), t)]
    return [
      ops.note('loss', ops.scale(ops.sumAll(ops.add(ops.mul(t, ops.softplus(ops.neg(x))), ops.mul(others, ops.softplus(x)))), k),
        'loss = mean sum (t softplus(-x) + (1 - t) softplus x)'),
      (dLoss) => ops.note('loss.dy', ops.mul(ops.spread(dLoss, x.shape), ops.scale(ops.sub(ops.sigmoid(x), t), k)),
        'dx = (sigmoid x - t) / rows'),
    ]
  },
})
