import type { Ops } from '../ops.ts'
import { fromRows, rowsOf, toRows } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import type { LossRule } from './loss.ts'

/**
 * Softmax and categorical cross-entropy in one: `Σ t (log Σ exp x − x)` over the last axis, mean over the others. The
 * largest logit is subtracted first, so no logit overflows.
 *
 * `dx = (p Σt − t) / rows` with p = softmax x: right for label rows of any sum, where TensorFlow.js's rule assumes one.
 */
export const softmaxCrossEntropy = <S extends Shape>(ops: Ops, logits: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'softmaxCrossEntropy',
  labels: 'probabilities',
  against: (labels) => {
    const [x, t] = [toRows(ops, logits), toRows(ops, labels)]
    const k = 1 / rowsOf(logits.shape)
    const shifted = ops.sub(x, ops.broadcast(ops.max(x, [1]), x.shape, [1]))
    const e = ops.exp(shifted)
    const total = ops.sum(e, [1])
    const surprise = ops.sub(ops.broadcast(ops.log(total), x.shape, [1]), shifted)
    return [
      ops.note('loss', ops.scale(ops.sumAll(ops.mul(t, surprise)), k), 'loss = mean sum t (log sum e^x - x)'),
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
 * Sigmoid and binary cross-entropy of every output in one: `softplus(x) − x t`, summed over the last axis, mean over the
 * others. Never overflows and never takes the log of 0.
 *
 * `dx = (sigmoid x − t) / rows`.
 */
export const sigmoidCrossEntropy = <S extends Shape>(ops: Ops, x: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'sigmoidCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const k = 1 / rowsOf(x.shape)
    return [
      ops.note('loss', ops.scale(ops.sumAll(ops.sub(ops.softplus(x), ops.mul(x, t))), k), 'loss = mean sum (softplus x - x t)'),
      (dLoss) => ops.note('loss.dy', ops.mul(ops.spread(dLoss, x.shape), ops.scale(ops.sub(ops.sigmoid(x), t), k)),
        'dx = (sigmoid x - t) / rows'),
    ]
  },
})
