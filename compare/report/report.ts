import type { Shape } from '../../src/tensor.ts'
import type { QuantityKind } from '../quantity.ts'
import type { Mode } from '../witness.ts'

/**
 * What a comparison of a tensor, or of one element, comes to.
 *
 * - `agrees`: every checked element differs by no more than its bound.
 * - `kink`: some differ by more, but no more than the two answers that rounding may give to a choice (such as relu's near 0).
 * - `known fault`: the witness is known to be wrong here, and finite differences agree with us.
 * - `not checked`: no element has a finite bound.
 * - `differs`: anything else.
 */
export type Verdict = 'agrees' | 'differs' | 'kink' | 'known fault' | 'not checked'

/** One element in both worlds. */
export interface Element {
  readonly index: readonly number[]
  readonly ours: number
  readonly theirs: number
  readonly difference: number
  /** how far two right evaluations may be apart here; see `boundOps` for its derivation */
  readonly bound: number
  /** difference / bound: above 1 is too much */
  readonly ratio: number
}

/** One tensor of one step, compared with one witness in one mode. */
export interface Row {
  /** 1 for the first step */
  readonly step: number
  readonly kind: QuantityKind
  /** the path in its tree, such as `0.w`; empty for the loss */
  readonly tensor: string
  readonly shape: Shape
  readonly witness: string
  readonly mode: Mode
  readonly elements: number
  /** how many of them the witness worked out and a finite bound exists for */
  readonly checked: number
  /** the element that stands worst to its bound */
  readonly worst: Element
  /** the same element for every witness of this mode: where the worst of them all is */
  readonly shown: Element
  readonly largestAbsolute: number
  /** |ours − theirs| / max(|ours|, |theirs|) at its largest */
  readonly largestRelative: number
  /** the largest distance in f32 numbers */
  readonly ulps: number
  readonly verdict: Verdict
  readonly reason?: string
}

/** One witness: what it was, or why it was not there, and what it could not do. */
export interface WitnessReport {
  readonly name: string
  readonly isTensorFlow: boolean
  readonly available: boolean
  /** of an available one */
  readonly version?: string
  /** of one that is not available */
  readonly reason?: string
  readonly modes: readonly {
    readonly mode: Mode
    /** steps on which it answered */
    readonly answered: number
    /** why it did not answer on the others */
    readonly cannotDo?: string
    /** what of the steps it did not speak of, and why, where it answered */
    readonly without?: string
    /** what would make it able to, where something would */
    readonly remedy?: string
  }[]
  /** tensors that it left behind in its own memory; always 0 unless there is a fault in this library */
  readonly leaked: number
}

/** What TensorFlow said, all its backends together. It never says `agreed` when no backend was there. */
export type TensorFlowVerdict = 'agreed' | 'disagreed' | 'not checked' | 'not available'

export interface Summary {
  /** nothing differs and something was checked */
  readonly agreed: boolean
  readonly tensorflow: TensorFlowVerdict
  /** in which of its modes TensorFlow, all its backends together, could check something, and in which nothing */
  readonly tensorflowModes: { readonly checked: readonly Mode[]; readonly unchecked: readonly Mode[] }
  /** comparisons of a tensor with a witness, by verdict */
  readonly checked: number
  readonly differing: number
  readonly kinks: number
  readonly knownFaults: number
  readonly notChecked: number
}

/** A comparison as data. `reportToJson` writes it, `reportFromJson` reads it. */
export interface Report {
  readonly format: 'pullback-comparison'
  readonly formatVersion: 1
  readonly network: {
    /** such as `dense(2), sigmoid` */
    readonly stages: readonly string[]
    readonly loss: string
    readonly optimizer: string
    readonly parameters: number
  }
  readonly steps: number
  readonly witnesses: readonly WitnessReport[]
  readonly rows: readonly Row[]
  readonly summary: Summary
}
