import type { Element, Verdict } from '../report/report.ts'

/** Where one side of an optimizer, its weights or its slots, stands worst in a whole run. */
export interface WorstOf {
  /** the largest difference as a share of its bound: above 1 is too much */
  readonly ratio: number
  /** where that is: the step, the first is 1, and the path of the tensor */
  readonly step: number
  readonly tensor: string
  readonly element: Element
  /** comparisons of an element at a step: how many there were, how many had a finite bound, and in how many both sides were NaN */
  readonly elements: number
  readonly checked: number
  readonly bothNaN: number
  readonly verdict: Verdict
}

/** One optimizer, going on by itself on both sides from the same weights with the same gradients. */
export interface OptimizerComparison {
  readonly kind: string
  readonly settings: Readonly<Record<string, number | string | boolean>>
  readonly steps: number
  /** left out where nothing was compared */
  readonly weights?: WorstOf
  /** left out where nothing was compared, or where the optimizer keeps no real numbers */
  readonly slots?: WorstOf
  readonly verdict: Verdict
  /** why it was not checked */
  readonly reason?: string
}

/** What the other side was, or why it was not there. */
export interface OptimizerWitness {
  readonly name: string
  readonly available: boolean
  /** of one that is available */
  readonly version?: string
  /** of one that is not */
  readonly reason?: string
  /** tensors that were left behind in its memory; always 0 unless there is a fault in this library */
  readonly leaked: number
}

/** All optimizers compared with one witness. `agreed` is never said of a witness that was not there. */
export interface OptimizersReport {
  readonly witness: OptimizerWitness
  readonly steps: number
  readonly rows: readonly OptimizerComparison[]
  readonly agreed: boolean
}
