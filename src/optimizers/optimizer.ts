import type { Ops } from '../ops.ts'
import type { Schedule } from '../schedules/schedule.ts'
import type { Tree } from '../tensor.ts'

/** What an optimizer or a transformation is, as data: for tables, receipts and for building the same elsewhere. */
export interface OptimizerDescription {
  readonly kind: string
  readonly settings: Readonly<Record<string, number | string | boolean>>
  /** what it is made of, in the order in which gradients go through it */
  readonly parts?: readonly OptimizerDescription[]
}

/** What an optimizer does with parameters `P`: a pair of pure functions, as optax's `GradientTransformation`. */
export interface UpdateRule<P extends Tree, O extends Tree> extends OptimizerDescription {
  /** the learning rate at each count of updates, where it is a schedule */
  readonly schedule?: Schedule
  /** the first slots */
  readonly init: () => O
  /** the change of the parameters, to be added to them leaf by leaf, and the next slots */
  readonly update: (gradients: P, slots: O) => readonly [updates: P, slots: O]
}

/**
 * An optimizer is a function from parameters to its rule for them. It is one generic function, so that the compiler works
 * out the slots from the parameters of the network that it meets. A transformation of gradients (clipping, decay, noise) is
 * the same: what it gives goes on to the next of a `chain`, and at the end is added to the parameters.
 */
export type Optimizer<P extends Tree, O extends Tree> = (ops: Ops, params: P) => UpdateRule<P, O>
