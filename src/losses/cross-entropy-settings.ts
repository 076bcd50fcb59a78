import { type ClassWeights, requireWeights } from './class-weights.ts'
import { requireSmoothing } from './label-smoothing.ts'
import type { LossRule } from './loss.ts'
import type { Reduction } from './reduction.ts'

/** What a cross-entropy may be told. */
export interface CrossEntropySettings {
  /** the share s of every label that goes to all classes alike: `(1 − s) t + s / classes`; 0 when left out */
  readonly labelSmoothing?: number
  /** one factor a class; of two classes (yes and no of one output) that of no comes first. 1 when left out. Means are not divided by them. */
  readonly classWeights?: ClassWeights
  /** `mean of rows` when left out */
  readonly reduction?: Reduction
}

/** The settings with what is left out, checked. */
export interface Checked {
  readonly labelSmoothing: number
  readonly classWeights: ClassWeights | undefined
  readonly reduction: Reduction
  /** as data */
  readonly shown: NonNullable<LossRule<unknown, unknown>['settings']>
}

export const checkedSettings = (kind: string, { labelSmoothing = 0, classWeights, reduction = 'mean of rows' }: CrossEntropySettings): Checked => {
  requireSmoothing(kind, labelSmoothing)
  requireWeights(kind, classWeights ?? [])
  return {
    labelSmoothing, classWeights, reduction,
    shown: { labelSmoothing, reduction, ...(classWeights === undefined ? {} : { classWeights: classWeights.join(' ') }) },
  }
}

/** Nothing was told. */
export const plain: Checked = { labelSmoothing: 0, classWeights: undefined, reduction: 'mean of rows', shown: {} }
