import { requireThat } from '../misuse.ts'
import type { Tensor } from '../tensor.ts'
import { judged } from './classes.ts'
import { countPairs, firstClasses } from './kernels/class-order.ts'
import { type ClassMetric, metric } from './metric.ts'

/** How many rows of each class were said to be of each: entry `right · classes + said`. */
export type Confusions = readonly number[]

/** A metric that is read from the confusion matrix of `classes` classes. */
export const fromConfusions = <Value>(kind: string, classes: number, value: (counts: Confusions) => Value): ClassMetric<Confusions, Value> => {
  requireThat(Number.isSafeInteger(classes) && classes > 1, kind, () => `${classes} classes is not a whole number from 2 upward`)
  return metric({
    kind,
    empty: Array.from({ length: classes * classes }, () => 0),
    of: (outputs: Tensor, labels: Tensor): Confusions => {
      const { outputs: numbers, classes: given, right } = judged(kind, outputs, labels)
      requireThat(given === classes, kind, () => `the outputs have ${given} classes, not ${classes}`)
      return countPairs(classes, right, firstClasses(numbers, classes))
    },
    concat: (a: Confusions, b: Confusions): Confusions => a.map((count, i) => count + (b[i] ?? 0)),
    value,
  })
}

/**
 * The confusion matrix: row i, column j counts the rows of class i that were said to be of class j, as in scikit-learn. What is
 * said is the class of the largest output; see `accuracy` for the rest.
 *
 * Throws `Misuse` for outputs of another number of classes, and for what `accuracy` refuses.
 */
export const confusionMatrix = (classes: number): ClassMetric<Confusions, readonly (readonly number[])[]> =>
  fromConfusions(`confusionMatrix(${classes})`, classes, (counts) =>
    Array.from({ length: classes }, (_, right) => counts.slice(right * classes, (right + 1) * classes)))
