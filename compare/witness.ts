import type { TaskEither as TE } from '../src/fp.ts'
import type { Reading } from './bound/index.ts'
import type { Case } from './case.ts'
import type { Quantity } from './quantity.ts'
import type { TouchedFault } from './faults.ts'

/** How a witness comes to its numbers; plug-ins may have ways of their own. */
export type Mode = 'same forward' | 'same network' | 'finite differences' | (string & {})

/** A witness that is not here, and why. */
export interface WitnessUnavailable {
  readonly kind: 'unavailable'
  readonly reason: string
}

/** Something that a witness that is here cannot do, and why. */
export interface CannotDo {
  readonly kind: 'cannot do'
  readonly reason: string
  /** what would make it able to, where something would: `add a row: tensorFlowWitness(name, { tables })` */
  readonly remedy?: string
}

/** A quantity as a witness has it. */
export interface Stated extends Quantity {
  /** row-major positions of the elements that were worked out; every one when left out */
  readonly asked?: ReadonlySet<number>
}

/** What a witness says of one step. */
export interface Testimony {
  readonly values: readonly Stated[]
  /**
   * How far each value may be from what exact arithmetic gives, tensor by tensor as in `values`, f64. With the reading
   * `either` choices that rounding may decide are followed both ways. Left out, the witness is taken to be as exact as we are.
   */
  readonly errors?: (reading: Reading) => readonly Quantity[]
  /** what of the step it cannot speak of, where that is not all */
  readonly without?: CannotDo
  /** tensors that the witness left behind in its own memory */
  readonly leaked?: number
}

/** One way in which a witness can be asked. */
export interface Way {
  readonly mode: Mode
  readonly testify: (given: Case) => TE.TaskEither<CannotDo, Testimony>
  /** the known faults of the witness that this case touches on this way */
  readonly faults?: (given: Case) => readonly TouchedFault[]
}

/** A witness that is here. */
export interface OpenWitness {
  readonly name: string
  /** what it is, in versions, for people */
  readonly version: string
  /** whether it is TensorFlow.js: reports say of it alone whether TensorFlow agreed */
  readonly isTensorFlow: boolean
  readonly ways: readonly Way[]
}

/** A witness as a plug-in: a name, and how to find out whether it is here. */
export interface Witness {
  readonly name: string
  readonly isTensorFlow: boolean
  readonly open: TE.TaskEither<WitnessUnavailable, OpenWitness>
}
