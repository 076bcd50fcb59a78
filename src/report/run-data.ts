/** A number at a step of a run; NaN and infinities are data too. */
export interface Point {
  readonly step: number
  readonly value: number
}

/** A named quantity over the steps of a run. */
export interface Curve {
  readonly name: string
  readonly points: readonly Point[]
}

/** How often a row's class was taken for a column's: rows are labels, columns are what the network said. */
export interface Confusion {
  readonly classes: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

/** A tensor's values at one step: `counts` of equal bins from `from` to `to`, and how many values were not finite. */
export interface HistogramAt {
  readonly step: number
  readonly from: number
  readonly to: number
  readonly counts: readonly number[]
  readonly nonFinite?: number
}

/** How the values of one parameter tensor, or of its gradient, were spread at some steps. */
export interface HistogramSeries {
  readonly tensor: string
  readonly of: 'weights' | 'gradients'
  readonly at: readonly HistogramAt[]
}

/** One stage of the network, for its table. */
export interface StageFacts {
  readonly place: string
  readonly kind: string
  readonly shape: string
  /** the path of its parameters, such as `1` for the second stage that has some; empty where it has none */
  readonly parametersAt?: string
  readonly parameters: number
  readonly multiplyAdds: number
}

/** Everything that a report shows of one run. */
export interface RunData {
  /** the name of the experiment */
  readonly title: string
  /** key facts: steps, seed, engine, final hash, best metric */
  readonly summary: readonly { readonly name: string; readonly value: string }[]
  /** of any length, in any order of steps */
  readonly loss: readonly Point[]
  readonly metrics: readonly Curve[]
  readonly confusion?: Confusion
  /** one for each parameter tensor, and for each gradient */
  readonly histograms: readonly HistogramSeries[]
  /** the comparison with another framework as it was printed, with its verdict */
  readonly comparison?: { readonly title: string; readonly text: string }
  readonly stages: readonly StageFacts[]
  readonly optimizer: string
  readonly receipt: { readonly file: string; readonly text: string; readonly finalHash: string; readonly links: number }
  /** what was skipped, and why */
  readonly notes: readonly string[]
}
