import { recordingOver } from '../../src/engines/reverse/index.ts'
import type { LossRule } from '../../src/losses/loss.ts'
import { divisorOf, type Reduction } from '../../src/losses/reduction.ts'
import type { Ops } from '../../src/ops.ts'
import { fromRows, rowsOf, toRows } from '../../src/shape/matrix.ts'
import { sizeOf } from '../../src/shape/size.ts'
import type { Float, Scalar, Shape, Tensor } from '../../src/tensor.ts'
import { untyped, type UntypedOps } from '../untyped.ts'

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

/** What a cross-entropy was told. */
export interface Told {
  readonly smoothing: number
  readonly weights: readonly number[] | undefined
  readonly reduction: Reduction
  readonly ignored: number
}

/** A loss written with functions of core, which TensorFlow's tape goes back through one by one. */
const onTape = (kind: string, f: (ops: UntypedOps, y: Tensor, t: Tensor) => Tensor, like?: (shape: Shape) => NonNullable<ReturnType<Restated>['like']>): Restated =>
  (engine, y) => ({
    kind,
    labels: 'any',
    ...(like === undefined ? {} : { like: like(y.shape) }),
    against: (t) => {
      const { ops, variable, innerOf, back } = recordingOver({ ops: engine, order: 'any' })
      const v = variable(y)
      const loss = f(untyped(ops), v, t)
      return [innerOf(loss) as Scalar, (dLoss) => back([loss], [dLoss], [v])[0] as Float<Shape>]
    },
  })

/** The terms as one number, without their sign. */
const reducedBy = (ops: UntypedOps, terms: Tensor, reduction: Reduction): Tensor =>
  ops.scale(ops.sumAll(terms), 1 / divisorOf(reduction, terms.shape as Shape))

const constants = (ops: UntypedOps, values: readonly number[]): Tensor => ops.concat(values.map((value) => ops.fill([1], value)), 0, [values.length])

/** Labels smoothed and weighted by class. */
const prepared = (ops: UntypedOps, t: Tensor, { smoothing, weights }: Told, classes: number): Tensor => {
  const shape = t.shape as Shape
  const even: Tensor = ops.add(ops.scale(t, 1 - smoothing), ops.fill(shape, smoothing / classes))
  const leading = shape.slice(0, -1).map((_, axis) => axis)
  return weights === undefined ? even : ops.mul(even, ops.broadcast(constants(ops, weights), shape, leading))
}

const lastAxisOf = (x: Tensor): number => x.shape.length - 1
const classesOf = (x: Tensor): number => (x.shape as Shape)[lastAxisOf(x)] ?? NaN

/** tf.logSoftmax */
const logSoftmax = (ops: UntypedOps, x: Tensor): Tensor => {
  const [shape, axis] = [x.shape as Shape, lastAxisOf(x)]
  const over = (v: Tensor): Tensor => ops.broadcast(v, shape, [axis])
  const shifted: Tensor = ops.sub(x, over(ops.stopGradient<Shape, 'float'>(ops.max(x, [axis]))))
  return ops.sub(shifted, over(ops.log(ops.sum(ops.exp(shifted), [axis]))))
}

const safeLog = (ops: UntypedOps, t: Tensor, p: Tensor): Tensor =>
  ops.log(ops.select(ops.less(ops.fill(t.shape as Shape, 0), t) as Tensor, p, ops.fill(p.shape as Shape, 1)))

type Log = (ops: UntypedOps, t: Tensor, y: Tensor) => Tensor

const categorical = (kind: string, log: Log) => (told: Told): Restated => onTape(kind, (ops, y, labels) => {
  const t = prepared(ops, labels, told, classesOf(y))
  return ops.neg(reducedBy(ops, ops.mul(t, log(ops, t, y)), told.reduction))
})

const sparse = (kind: string, log: Log) => (told: Told): Restated => onTape(kind, (ops, y, ids) => {
  const shape = y.shape as Shape
  const over = (v: Tensor): Tensor => ops.broadcast(v, shape, [lastAxisOf(y)])
  const ignored: Tensor = ops.equal(ids, ops.cast(ops.fill(ids.shape as Shape, told.ignored), 'i32') as Tensor)
  const counts: Tensor = ops.cast(ops.not(ignored), 'float')
  const chosen: Tensor = ops.cast(ops.equal(ops.iota(shape, lastAxisOf(y)), over(ids)) as Tensor, 'float')
  const t: Tensor = ops.mul(prepared(ops, chosen, told, classesOf(y)), over(counts))
  const total: Tensor = ops.neg(ops.sumAll(ops.mul(t, log(ops, t, y))))
  const rows: Tensor = ops.maximum(ops.sumAll(counts), ops.fill([], 1))
  return told.reduction === 'sum' ? total : ops.div(total, ops.scale(rows, told.reduction === 'mean of elements' ? classesOf(y) : 1))
}, (shape) => ({ shape: shape.slice(0, -1), dtype: 'i32' }))

const onLogits: Log = (ops, _t, y) => logSoftmax(ops, y)

export const categoricalTold = categorical('categoricalCrossEntropyWith', safeLog)
export const softmaxTold = categorical('softmaxCrossEntropyWith', onLogits)
export const sparseCategoricalTold = sparse('sparseCategoricalCrossEntropy', safeLog)
export const sparseSoftmaxTold = sparse('sparseSoftmaxCrossEntropy', onLogits)

const binary = (kind: string, logs: (ops: UntypedOps, y: Tensor, yes: Tensor, no: Tensor) => readonly [Tensor, Tensor]) => (told: Told): Restated =>
  onTape(kind, (ops, y, labels) => {
    const shape = y.shape as Shape
    const t: Tensor = ops.add(ops.scale(labels, 1 - told.smoothing), ops.fill(shape, told.smoothing / 2))
    const [w0 = 1, w1 = 1] = told.weights ?? []
    const [yes, no]: readonly [Tensor, Tensor] = [ops.scale(t, w1), ops.scale(ops.sub(ops.fill(shape, 1), t), w0)]
    const [logYes, logNo] = logs(ops, y, yes, no)
    return ops.neg(reducedBy(ops, ops.add(ops.mul(yes, logYes), ops.mul(no, logNo)), told.reduction))
  })

export const binaryTold = binary('binaryCrossEntropyWith', (ops, y, yes, no) =>
  [safeLog(ops, yes, y), safeLog(ops, no, ops.sub(ops.fill(y.shape as Shape, 1), y))])

/** log sigmoid x as −softplus(−x) */
export const sigmoidTold = binary('sigmoidCrossEntropyWith', (ops, y) => [ops.neg(ops.softplus(ops.neg(y))), ops.neg(ops.softplus(y))])

/** `e + softplus(−2 e) − log 2` */
export const logCosh: Restated = onTape('logCosh', (ops, y, t) => {
  const error: Tensor = ops.sub(y, t)
  const terms: Tensor = ops.sub(ops.add(error, ops.softplus(ops.scale(error, -2))), ops.fill(y.shape as Shape, Math.LN2))
  return reducedBy(ops, terms, 'mean of elements')
})

/** `Σ t (log t − log y)` */
export const klDivergence: Restated = onTape('klDivergence', (ops, y, t) =>
  reducedBy(ops, ops.mul(t, ops.sub(safeLog(ops, t, t), safeLog(ops, t, y))), 'mean of rows'))

/** `y − t log y` */
export const poisson: Restated = onTape('poisson', (ops, y, t) => reducedBy(ops, ops.sub(y, ops.mul(t, ops.log(y))), 'mean of elements'))

/** `1 − Σ t̂ ŷ`, the lengths taken of the numbers as they are */
export const cosineDistance: Restated = onTape('cosineDistance', (ops, y, t) => {
  const axes = [lastAxisOf(y)]
  const unit = (x: Tensor): Tensor => ops.div(x, ops.broadcast(ops.sqrt(ops.sum(ops.mul(x, x), axes)), x.shape as Shape, axes))
  const cosines = ops.sum(ops.mul(unit(t), unit(y)), axes)
  const terms: Tensor = ops.sub(ops.fill(cosines.shape as Shape, 1), cosines)
  return ops.scale(ops.sumAll(terms), 1 / sizeOf(terms.shape as Shape))
})
