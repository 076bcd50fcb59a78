import type { Ops } from '../ops.ts'
import type { Cotangent, DType, Scalar, Shape } from '../tensor.ts'

/** A condition on every label, and what a label must be, in words: `a finite number`. */
export interface LabelCondition {
  readonly holds: (t: number) => boolean
  readonly name: string
}

/** What the labels must be; checked before they are used, on numbers that lie in this process. */
export type LabelRule = 'any' | 'finite' | 'probabilities' | LabelCondition

/** What a loss does with outputs `B`: it compares them with labels `T`. */
export interface LossRule<B, T> {
  readonly kind: string
  /** its arguments, such as `{ delta: 1 }`, where it has some */
  readonly settings?: Readonly<Record<string, number | string | boolean>>
  readonly labels: LabelRule
  /** the labels' shape and kind, where they are not those of the outputs */
  readonly like?: { readonly shape: Shape; readonly dtype: DType }
  /** one number, and the way back to the outputs; labels have no cotangent */
  readonly against: (labels: T) => readonly [loss: Scalar, back: (dLoss: Scalar) => Cotangent<B>]
}

/**
 * A loss is a function from outputs to its rule for them. It is one generic function, so that the compiler works out the
 * labels from the outputs of the network that it meets.
 */
export type Loss<B, T> = (ops: Ops, y: B) => LossRule<B, T>
