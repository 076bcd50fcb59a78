import { requireThat } from '../misuse.ts'
import { type Confusions, fromConfusions } from './confusion-matrix.ts'
import { exactSum } from './kernels/exact-sum.ts'
import { meanOf } from './mean.ts'
import type { ClassMetric } from './metric.ts'

/** What a metric of each class is told. */
export interface PerClassSettings {
  readonly classes: number
  /**
   * what 0 / 0 counts as, such as the precision of a class that was never said: 0, 1, or NaN, which leaves the class out of a
   * mean (scikit-learn's `zero_division`, whose default is 0 with a warning)
   */
  readonly zeroDivision: number
}

/**
 * How the classes become one number. `macro`: the mean over the classes, every class of the same weight. `weighted`: the mean, each
 * class weighing as many rows as are of it. `micro`: the counts of all classes are added up first.
 */
export type Average = 'macro' | 'micro' | 'weighted'

export interface AveragedSettings extends PerClassSettings {
  readonly average: Average
}

/** What is counted of one class: rows rightly said to be of it, rows said to be of it, and rows that are of it. */
export interface ClassCounts {
  readonly hits: number
  readonly said: number
  readonly are: number
}

/** A share of one class, as numerator and denominator. */
export type ClassShare = (counts: ClassCounts) => readonly [numerator: number, denominator: number]

const add = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0)

const countsOf = (classes: number, counts: Confusions): readonly ClassCounts[] => {
  const numbers = Array.from({ length: classes }, (_, c) => c)
  const at = (right: number, said: number): number => counts[right * classes + said] ?? NaN
  return numbers.map((c) => ({ hits: at(c, c), said: add(numbers.map((i) => at(i, c))), are: add(numbers.map((j) => at(c, j))) }))
}

const averages: Readonly<Record<Average, (share: (counts: ClassCounts) => number, classes: readonly ClassCounts[], zeroDivision: number) => number>> = {
  macro: (share, classes, zeroDivision) => {
    const shares = classes.map(share).filter((s) => !Number.isNaN(s))
    return shares.length === 0 ? zeroDivision : meanOf({ sum: exactSum(shares), count: shares.length })
  },
  micro: (share, classes) => share({
    hits: add(classes.map(({ hits }) => hits)), said: add(classes.map(({ said }) => said)), are: add(classes.map(({ are }) => are)),
  }),
  weighted: (share, classes, zeroDivision) => {
    const counted = classes.filter((c) => !Number.isNaN(share(c)))
    const weight = add(counted.map(({ are }) => are))
    return weight === 0 ? zeroDivision : add(counted.map((c) => share(c) * c.are)) / weight
  },
}

/** The share with its 0 / 0 settled. */
const settled = (share: ClassShare, zeroDivision: number) => (counts: ClassCounts): number => {
  const [numerator, denominator] = share(counts)
  return denominator === 0 ? zeroDivision : numerator / denominator
}

const requireZeroDivision = (kind: string, zeroDivision: number): void => {
  requireThat(zeroDivision === 0 || zeroDivision === 1 || Number.isNaN(zeroDivision), kind, () => `zeroDivision ${zeroDivision} is not 0, 1 or NaN`)
}

/** A share of every class as a metric, one number a class. */
export const perClass = (kind: string, share: ClassShare) =>
  ({ classes, zeroDivision }: PerClassSettings): ClassMetric<Confusions, readonly number[]> => {
    requireZeroDivision(kind, zeroDivision)
    return fromConfusions(kind, classes, (counts) => countsOf(classes, counts).map(settled(share, zeroDivision)))
  }

/** A share of every class as a metric, averaged to one number. */
export const averaged = (kind: string, share: ClassShare) =>
  ({ classes, zeroDivision, average }: AveragedSettings): ClassMetric<Confusions> => {
    requireZeroDivision(kind, zeroDivision)
    requireThat(Object.hasOwn(averages, average), kind, () => `average "${average}" is not macro, micro or weighted`)
    return fromConfusions(`${kind}(${average})`, classes, (counts) =>
      averages[average](settled(share, zeroDivision), countsOf(classes, counts), zeroDivision))
  }
