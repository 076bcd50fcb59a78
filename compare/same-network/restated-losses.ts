import type { Ops } from '../../src/ops.ts'
import { fromRows, rowsOf, toRows } from '../../src/shape/matrix.ts'
import type { LossRule } from '../../src/losses/loss.ts'
import type { Float, Shape, Tensor } from '../../src/tensor.ts'
import { untyped } from '../untyped.ts'

/** What the arithmetic of tf.losses is where it is not ours, in our vocabulary: for bounds, not for training. */

type Restated = (engine: Ops, y: Float<Shape>) => LossRule<Float<Shape>, Tensor>

const filled = (ops: Ops, x: Tensor, value: number): Tensor => ops.fill(x.shape as Shape, value)

/** tf.losses.softmaxCrossEntropy: `r = x − log Σ exp x`, `loss = −mean Σ r t`, `dx = (exp r − t) / rows`. */
export const softmaxCrossEntropy: Restated = (engine, logits) => ({
  kind: 'softmaxCrossEntropy',
  labels: 'probabilities',
  against: (labels) => {
    const ops = untyped(engine)
    const [x, t]: readonly [Tensor, Tensor] = [toRows(engine, logits), toRows(engine, labels)]
    const k = 1 / rowsOf(logits.shape)
    const overRow = (v: Tensor): Tensor => ops.broadcast(v, x.shape as Shape, [1])
    const largest = ops.max(x, [1])
    const lse = ops.add(ops.log(ops.sum(ops.exp(ops.sub(x, overRow(largest))), [1])), largest)
    const r = ops.sub(x, overRow(lse))
    return [
      ops.scale(ops.sumAll(ops.neg(ops.mul(r, t))), k),
      (dLoss: Tensor) => {
        const g = ops.scale(ops.spread(dLoss, x.shape as Shape), k)
        return fromRows(engine, ops.mul(g, ops.sub(ops.exp(r), t)), logits.shape)
      },
    ]
  },
})

/**
 * tf.losses.sigmoidCrossEntropy: `relu x − x t + log1p(e)` with `e = exp(−|x|)`, differentiated term by term:
 * `dx = (step x − t − sign x · e / (1 + e)) / rows`, where step 0 = 0 and sign 0 = −1.
 */
export const sigmoidCrossEntropy: Restated = (engine, x) => ({
  kind: 'sigmoidCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const ops = untyped(engine)
    const k = 1 / rowsOf(x.shape)
    const [zero, one] = [filled(engine, x, 0), filled(engine, x, 1)]
    const e = ops.exp(ops.neg(ops.abs(x)))
    const positive: Tensor = ops.less(zero, x)
    const terms = ops.add(ops.sub(ops.maximum(x, zero), ops.mul(x, t)), ops.log1p(e))
    return [
      ops.scale(ops.sumAll(terms), k),
      (dLoss: Tensor) => {
        const g = ops.scale(ops.spread(dLoss, x.shape), k)
        const share = ops.mul(ops.div(g, ops.add(one, e)), e)
        const linear = ops.sub(ops.select(positive, g, zero), ops.mul(g, t))
        return ops.add(linear, ops.select(positive, ops.neg(share), share))
      },
    ]
  },
})

/** p where the factor t of its term counts, elsewhere 1. */
const counted = (ops: Ops, t: Tensor, p: Tensor): Tensor =>
  ops.select(ops.less(filled(ops, t, 0), t) as Tensor, p, filled(ops, p, 1))

/** Binary cross-entropy on probabilities, differentiated term by term: `dy = −g t / y + g (1 − t) / (1 − y)` with g = 1 / rows. */
export const binaryCrossEntropy: Restated = (ops, y) => ({
  kind: 'binaryCrossEntropy',
  labels: 'probabilities',
  against: (t) => {
    const k = -1 / rowsOf(y.shape)
    const one = filled(ops, y, 1)
    const others: Tensor = ops.sub(one, t)
    const [p, q] = [counted(ops, t, y), counted(ops, others, ops.sub(one, y))]
    const terms = ops.add(ops.mul(t, ops.log(p)), ops.mul(others, ops.log(q)))
    return [
      ops.scale(ops.sumAll(terms), k),
      (dLoss: Tensor) => {
        const g: Tensor = ops.scale(ops.spread(dLoss, y.shape), k)
        return ops.sub(ops.div(ops.mul(g, t), p), ops.div(ops.mul(g, others), q)) as Tensor
      },
    ]
  },
})
