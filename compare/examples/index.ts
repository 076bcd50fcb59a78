import { Either as E } from '../../src/fp.ts'
import type { Trees } from '../../src/net.ts'
import type { Tensor, Tree } from '../../src/tensor.ts'
import type { Batch, TrainState } from '../../src/train/state.ts'
import type { TrainStep } from '../../src/train/step.ts'
import { type SomeBatch, type SomeState, type SomeStep, someStep } from '../case.ts'
import { document000 } from './document-000.ts'
import { document001, document001Variant } from './document-001.ts'
import { mazur } from './mazur.ts'

/** Every example network, with its own types. Adding one is adding a row. */
export const examples = {
  mazur, 'document-000': document000, 'document-001': document001, 'document-001-variant': document001Variant,
} as const

/** An example network with its types forgotten: what is looked up by a name that only the running program knows. */
export interface Example {
  readonly name: string
  readonly title: string
  readonly step: SomeStep
  readonly state: SomeState
  readonly batch: SomeBatch
}

/** A name that no example has. */
export interface UnknownExample {
  readonly kind: 'unknown example'
  readonly name: string
  readonly known: readonly string[]
}

const forgetful = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  example: {
    readonly name: string
    readonly title: string
    readonly step: TrainStep<P, S, A, B, T, O>
    readonly state: TrainState<P, S, O>
    readonly batch: Batch<A, T>
  },
): Example => ({ ...example, step: someStep(example.step) })

/** Every example, in the order of the table. */
export const allExamples: readonly Example[] = [
  forgetful(mazur), forgetful(document000), forgetful(document001), forgetful(document001Variant),
]

/** The example of a name; a name that is not known comes back with those that are. */
export const exampleNamed = (name: string): E.Either<UnknownExample, Example> =>
  E.fromNullable<UnknownExample>({ kind: 'unknown example', name, known: allExamples.map((example) => example.name) })(
    allExamples.find((example) => example.name === name))
