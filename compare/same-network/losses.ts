import type { Scalar, Tensor as Inner } from '@tensorflow/tfjs'
import { meanAbsoluteError } from '../../src/losses/absolute-error.ts'
import { categoricalCrossEntropy } from '../../src/losses/cross-entropy.ts'
import { hinge, squaredHinge } from '../../src/losses/hinge.ts'
import { huber } from '../../src/losses/huber.ts'
import type { Reduction } from '../../src/losses/reduction.ts'
import { halfSquaredError, meanSquaredError } from '../../src/losses/squared-error.ts'
import { rowsOf } from '../../src/shape/matrix.ts'
import type { SomeLoss } from '../case.ts'
import type { Tf } from '../tensorflow/index.ts'
import * as restatedLosses from './restated-losses.ts'
import { number, type Settings } from './settings.ts'

/** A kind of loss, as a TensorFlow.js user would write it, and what arithmetic that is. */
export interface LossRow {
  readonly build: (tf: Tf, y: Inner, t: Inner) => Inner
  readonly arithmetic: SomeLoss
  /** the same where the loss was told something */
  readonly told?: (settings: Settings) => LossRow
}

/** log of a probability whose factor t counts; elsewhere log 1, since 0 · log 0 is NaN. t is data, so this is no trap. */
const safeLog = (tf: Tf, t: Inner, p: Inner): Inner => tf.log(tf.where(tf.greater(t, 0), p, tf.onesLike(p)))

/** The sum over the last axis, then the mean over the others. */
const meanOfSums = (tf: Tf, terms: Inner): Inner => tf.mean(tf.sum(terms, -1))

const reducers: Readonly<Record<Reduction, (tf: Tf, terms: Inner) => Inner>> = {
  'mean of elements': (tf, terms) => tf.mean(terms),
  'mean of rows': meanOfSums,
  sum: (tf, terms) => tf.sum(terms),
}

/** What a cross-entropy is told, read out of its settings. */
const toldOf = (settings: Settings): restatedLosses.Told => {
  const reduction = settings['reduction']
  const weights = settings['classWeights']
  return {
    smoothing: settings['labelSmoothing'] === undefined ? 0 : number(settings, 'labelSmoothing'),
    weights: typeof weights === 'string' ? weights.split(' ').map(Number) : undefined,
    reduction: reduction === 'sum' || reduction === 'mean of elements' ? reduction : 'mean of rows',
    ignored: settings['ignored'] === undefined ? -1 : number(settings, 'ignored'),
  }
}

type Written = (told: restatedLosses.Told) => LossRow

/** A loss with settings: plain, and told some. */
const withSettings = (written: Written): LossRow => ({ ...written(toldOf({})), told: (settings) => written(toldOf(settings)) })

/** Labels smoothed and weighted by class, from the definitions. */
const prepared = (tf: Tf, t: Inner, { smoothing, weights }: restatedLosses.Told, classes: number): Inner => {
  const even = tf.add(tf.mul(t, 1 - smoothing), smoothing / classes)
  return weights === undefined ? even : tf.mul(even, tf.tensor1d([...weights]))
}

const categorical = (log: (tf: Tf, t: Inner, y: Inner) => Inner, arithmetic: (told: restatedLosses.Told) => SomeLoss): Written => (told) => ({
  build: (tf, y, labels) => {
    const t = prepared(tf, labels, told, y.shape[y.rank - 1] ?? NaN)
    return tf.neg(reducers[told.reduction](tf, tf.mul(t, log(tf, t, y))))
  },
  arithmetic: arithmetic(told),
})

const binary = (logs: (tf: Tf, y: Inner, yes: Inner, no: Inner) => readonly [Inner, Inner], arithmetic: (told: restatedLosses.Told) => SomeLoss): Written => (told) => ({
  build: (tf, y, labels) => {
    const t = tf.add(tf.mul(labels, 1 - told.smoothing), told.smoothing / 2)
    const [w0 = 1, w1 = 1] = told.weights ?? []
    const [yes, no] = [tf.mul(t, w1), tf.mul(tf.sub(1, t), w0)]
    const [logYes, logNo] = logs(tf, y, yes, no)
    return tf.neg(reducers[told.reduction](tf, tf.add(tf.mul(yes, logYes), tf.mul(no, logNo))))
  },
  arithmetic: arithmetic(told),
})

/** Class numbers as rows with a 1 at the class, and among the rows that count alone. */
const sparse = (log: (tf: Tf, t: Inner, y: Inner) => Inner, arithmetic: (told: restatedLosses.Told) => SomeLoss): Written => (told) => ({
  build: (tf, y, ids) => {
    const classes = y.shape[y.rank - 1] ?? NaN
    const counts = tf.cast(tf.notEqual(ids, told.ignored), 'float32')
    const t = tf.mul(prepared(tf, tf.oneHot(tf.cast(ids, 'int32'), classes), told, classes), tf.expandDims(counts, -1))
    const total = tf.neg(tf.sum(tf.mul(t, log(tf, t, y))))
    const rows = told.reduction === 'sum' ? 1 : tf.maximum(tf.sum(counts), 1)
    return tf.div(total, told.reduction === 'mean of elements' ? tf.mul(rows, classes) : rows)
  },
  arithmetic: arithmetic(told),
})

const logSoftmax = (tf: Tf, _t: Inner, y: Inner): Inner => tf.logSoftmax(y)

/** Every loss that can be written apart. Adding a kind is adding a row. */
export const lossRows: Readonly<Record<string, LossRow>> = {
  halfSquaredError: {
    build: (tf, y, t) => tf.mul(0.5, tf.sum(tf.squaredDifference(y, t))),
    arithmetic: halfSquaredError,
  },
  meanSquaredError: {
    build: (tf, y, t) => tf.losses.meanSquaredError(t, y),
    arithmetic: meanSquaredError,
  },
  meanAbsoluteError: {
    build: (tf, y, t) => tf.losses.absoluteDifference(t, y),
    arithmetic: meanAbsoluteError,
  },
  huber: {
    build: (tf, y, t) => tf.losses.huberLoss(t, y),
    arithmetic: huber(),
    told: (settings) => ({
      build: (tf, y, t) => tf.losses.huberLoss(t, y, undefined, number(settings, 'delta')),
      arithmetic: huber({ delta: number(settings, 'delta') }),
    }),
  },
  // As tf.layers writes it, where tf.losses has none.
  logCosh: {
    build: (tf, y, t) => {
      const error = tf.sub(y, t)
      return tf.mean(tf.sub(tf.add(error, tf.softplus(tf.mul(-2, error))), Math.LN2))
    },
    arithmetic: restatedLosses.logCosh,
  },
  // Theirs takes labels of 0 and 1.
  hinge: {
    build: (tf, y, t) => tf.losses.hingeLoss(tf.div(tf.add(t, 1), 2), y),
    arithmetic: hinge,
  },
  squaredHinge: {
    build: (tf, y, t) => tf.mean(tf.square(tf.relu(tf.sub(1, tf.mul(t, y))))),
    arithmetic: squaredHinge,
  },
  categoricalCrossEntropy: {
    build: (tf, y, t) => tf.neg(meanOfSums(tf, tf.mul(t, safeLog(tf, t, y)))),
    arithmetic: categoricalCrossEntropy,
  },
  categoricalCrossEntropyWith: withSettings(categorical(safeLog, restatedLosses.categoricalTold)),
  sparseCategoricalCrossEntropy: withSettings(sparse(safeLog, restatedLosses.sparseCategoricalTold)),
  sparseCategoricalCrossEntropyWith: withSettings(sparse(safeLog, restatedLosses.sparseCategoricalTold)),
  binaryCrossEntropy: {
    build: (tf, y, t) => {
      const others = tf.sub(1, t)
      return tf.neg(meanOfSums(tf, tf.add(tf.mul(t, safeLog(tf, t, y)), tf.mul(others, safeLog(tf, others, tf.sub(1, y))))))
    },
    arithmetic: restatedLosses.binaryCrossEntropy,
  },
  binaryCrossEntropyWith: withSettings(binary(
    (tf, y, yes, no) => [safeLog(tf, yes, y), safeLog(tf, no, tf.sub(1, y))], restatedLosses.binaryTold)),
  softmaxCrossEntropy: {
    build: (tf, y, t) => tf.losses.softmaxCrossEntropy(t, y),
    arithmetic: restatedLosses.softmaxCrossEntropy,
  },
  softmaxCrossEntropyWith: withSettings(categorical(logSoftmax, restatedLosses.softmaxTold)),
  sparseSoftmaxCrossEntropy: withSettings(sparse(logSoftmax, restatedLosses.sparseSoftmaxTold)),
  sparseSoftmaxCrossEntropyWith: withSettings(sparse(logSoftmax, restatedLosses.sparseSoftmaxTold)),
  // Theirs is the mean over every element; ours sums over the last axis.
  sigmoidCrossEntropy: {
    build: (tf, y, t) => tf.div(tf.losses.sigmoidCrossEntropy<Inner, Scalar>(t, y, undefined, 0, tf.Reduction.SUM), rowsOf(y.shape)),
    arithmetic: restatedLosses.sigmoidCrossEntropy,
  },
  // The gradient of tf.logSigmoid needs its operand and does not keep it, so it is written out.
  sigmoidCrossEntropyWith: withSettings(binary(
    (tf, y) => [tf.neg(tf.softplus(tf.neg(y))), tf.neg(tf.softplus(y))], restatedLosses.sigmoidTold)),
  klDivergence: {
    build: (tf, y, t) => meanOfSums(tf, tf.mul(t, tf.sub(safeLog(tf, t, t), safeLog(tf, t, y)))),
    arithmetic: restatedLosses.klDivergence,
  },
  poisson: {
    build: (tf, y, t) => tf.mean(tf.sub(y, tf.mul(t, tf.log(y)))),
    arithmetic: restatedLosses.poisson,
  },
  // Theirs does not divide by the lengths, so that is done before.
  cosineDistance: {
    build: (tf, y, t) => {
      const unit = (x: Inner): Inner => tf.div(x, tf.sqrt(tf.sum(tf.square(x), -1, true)))
      return tf.losses.cosineDistance(unit(t), unit(y), -1)
    },
    arithmetic: restatedLosses.cosineDistance,
  },
}
