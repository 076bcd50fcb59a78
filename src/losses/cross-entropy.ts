import type { Ops } from '../ops.ts'
import { rowsOf } from '../shape/matrix.ts'
import type { Float, Shape } from '../tensor.ts'
import type { LossRule } from './loss.ts'

/** p where the factor t of its term counts; elsewhere 1, so that a probability of 0 beside `t = 0` does no harm. */
const counted = <S extends Shape>(ops: Ops, t: Float<S>, p: Float<S>): Float<S> =>
  ops.select(ops.less(ops.fill(p.shape, 0), t), p, ops.fill(p.shape, 1))

/**
 * Categorical cross-entropy on probabilities: `−Σ t log y` over the last axis, mean over the others. The probabilities
 * are taken as they are (no clipping, no renormalising): y = 0 where t > 0 gives infinity.
 *
 * `dy = −t / y / rows`, and 0 where t = 0.
 */
export const categoricalCrossEntropy = <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'categoricalCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const [k, p] = [-1 / rowsOf(y.shape), counted(ops, t, y)]
    return [
      ops.note('loss', ops.scale(ops.sumAll(ops.mul(t, ops.log(p))), k), 'loss = -mean sum t log y'),
      (dLoss) => ops.note('loss.dy', ops.mul(ops.spread(dLoss, y.shape), ops.scale(ops.div(t, p), k)), 'dy = -t / y / rows'),
    ]
  },
})

/**
 * Binary cross-entropy of every output on probabilities, as document 001 states it:
 * `−Σ (t log y + (1 − t) log(1 − y))` over the last axis, mean over the others. A term whose factor t or 1 − t is 0
 * counts as 0.
 *
 * `dy = −(t / y − (1 − t) / (1 − y)) / rows`.
 */
export const binaryCrossEntropy = <S extends Shape>(ops: Ops, y: Float<S>): LossRule<Float<S>, Float<S>> => ({
  kind: 'binaryCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const [k, one] = [-1 / rowsOf(y.shape), ops.fill(y.shape, 1)]
    const others = ops.sub(one, t)
    const [p, q] = [counted(ops, t, y), counted(ops, others, ops.sub(one, y))]
    const terms = ops.add(ops.mul(t, ops.log(p)), ops.mul(others, ops.log(q)))
    return [
      ops.note('loss', ops.scale(ops.sumAll(terms), k), 'loss = -mean sum (t log y + (1 - t) log(1 - y))'),
      (dLoss) => ops.note('loss.dy',
        ops.mul(ops.spread(dLoss, y.shape), ops.scale(ops.sub(ops.div(t, p), ops.div(others, q)), k)),
        'dy = -(t / y - (1 - t) / (1 - y)) / rows'),
    ]
  },
})
