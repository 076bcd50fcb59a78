import type { Scalar, Tensor as Inner } from '@tensorflow/tfjs'
import { categoricalCrossEntropy } from '../../src/losses/cross-entropy.ts'
import { halfSquaredError, meanSquaredError } from '../../src/losses/squared-error.ts'
import { rowsOf } from '../../src/shape/matrix.ts'
import type { SomeLoss } from '../case.ts'
import type { Tf } from '../tensorflow/index.ts'
import * as restatedLosses from './restated-losses.ts'

/** A kind of loss, as a TensorFlow.js user would write it, and what arithmetic that is. */
export interface LossRow {
  readonly build: (tf: Tf, y: Inner, t: Inner) => Inner
  readonly arithmetic: SomeLoss
}

/** log of a probability whose factor t counts; elsewhere log 1, since 0 · log 0 is NaN. t is data, so this is no trap. */
const safeLog = (tf: Tf, t: Inner, p: Inner): Inner => tf.log(tf.where(tf.greater(t, 0), p, tf.onesLike(p)))

/** The sum over the last axis, then the mean over the others. */
const meanOfSums = (tf: Tf, terms: Inner): Inner => tf.mean(tf.sum(terms, -1))

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
  categoricalCrossEntropy: {
    build: (tf, y, t) => tf.neg(meanOfSums(tf, tf.mul(t, safeLog(tf, t, y)))),
    arithmetic: categoricalCrossEntropy,
  },
  binaryCrossEntropy: {
    build: (tf, y, t) => {
      const others = tf.sub(1, t)
      return tf.neg(meanOfSums(tf, tf.add(tf.mul(t, safeLog(tf, t, y)), tf.mul(others, safeLog(tf, others, tf.sub(1, y))))))
    },
    arithmetic: restatedLosses.binaryCrossEntropy,
  },
  softmaxCrossEntropy: {
    build: (tf, y, t) => tf.losses.softmaxCrossEntropy(t, y),
    arithmetic: restatedLosses.softmaxCrossEntropy,
  },
  // Theirs is the mean over every element; ours sums over the last axis.
  sigmoidCrossEntropy: {
    build: (tf, y, t) => tf.div(tf.losses.sigmoidCrossEntropy<Inner, Scalar>(t, y, undefined, 0, tf.Reduction.SUM), rowsOf(y.shape)),
    arithmetic: restatedLosses.sigmoidCrossEntropy,
  },
}
