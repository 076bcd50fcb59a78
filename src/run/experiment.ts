import type { BatchStream } from '../data/batch-stream.ts'
import type { TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Trees } from '../net.ts'
import type { Key, Tensor, Tree } from '../tensor.ts'
import type { Weights } from '../train/evaluate.ts'
import { type SomeBatch, type SomeStep, someStep } from '../train/some-step.ts'
import type { Batch } from '../train/state.ts'
import type { TrainStep } from '../train/step.ts'

/** What a user may set from outside, each with a default whose kind it keeps. */
export type Config = Readonly<Record<string, number | string | boolean>>

/** Where examples came from: SHA-256 of them as they go into the network, so that a receipt can name them. */
export interface DataSource {
  readonly name: string
  readonly sha256: string
  readonly examples: number
}

/** What an evaluation says: numbers by name, and where classes are told apart, how often which was taken for which. */
export interface Evaluation {
  readonly metrics: Readonly<Record<string, number>>
  readonly confusion?: {
    readonly classes: readonly string[]
    /** a row for each label, a column for each class that was said */
    readonly counts: readonly (readonly number[])[]
  }
}

/** Which metric says what is better. */
export interface Goal {
  readonly metric: string
  readonly better: 'larger' | 'smaller'
}

/** How often things happen, in steps. */
export interface Cadence {
  readonly link: number
  readonly checkpoint: number
  readonly evaluate: number
}

/** Everything that a run does, ready to go; a pure value. */
export interface Training<P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree> {
  readonly step: TrainStep<P, S, A, B, T, O>
  readonly batches: BatchStream<Batch<A, T>>
  /** how many steps the whole run has */
  readonly steps: number
  readonly data: readonly DataSource[]
  /** how good weights are; a pure function */
  readonly evaluate?: (weights: Weights<P, S>) => Evaluation
  /** the weights that are kept as the best; the last when left out */
  readonly best?: Goal
  /** ends the run when so many evaluations in a row brought nothing better than the best before */
  readonly patience?: number
  readonly every?: Partial<Cadence>
}

/** A training of a step; `evaluate` is given the weights of that step's network. */
export const training = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>, others: Omit<Training<P, S, A, B, T, O>, 'step'>,
): Training<P, S, A, B, T, O> => ({ step, ...others })

/** A training with its types forgotten: what runs it does not depend on them. */
export interface SomeTraining extends Omit<Training<Trees, Trees, Tensor, Tensor, Tensor, Tree>, 'step' | 'batches'> {
  readonly step: SomeStep
  readonly batches: BatchStream<SomeBatch>
}

/** A named training that depends on nothing but its configuration, a key and the data that it reads. */
export interface Experiment {
  readonly name: string
  readonly config: Config
  readonly prepare: (config: Config, key: Key) => TaskEither.TaskEither<DataError, SomeTraining>
}

/** The kinds of the defaults, with their literal types forgotten: `{ epochs: 30 }` may be set to any number. */
export type Widened<C extends Config> = { readonly [N in keyof C]: C[N] extends number ? number : C[N] extends string ? string : boolean }

/**
 * An experiment that the command line and `run` can train, resume and replay. `prepare` gets the configuration (defaults with
 * what was set from outside) and the run's key: parameters are drawn from child 0 of the key and the steps' randomness from
 * child 1 of that (`initialize(step, foldIn(key, 0))`), so data should be split and shuffled with children from 1 upward.
 *
 * It must be a pure function of its arguments and of the files it reads: a replay calls it again.
 */
export const experiment = <
  const C extends Config, P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree,
>({ name, config, prepare }: {
  readonly name: string
  readonly config: C
  readonly prepare: (config: Widened<C>, key: Key) => TaskEither.TaskEither<DataError, Training<P, S, A, B, T, O>>
}): Experiment => ({
  name,
  config,
  // The configuration was made from these defaults, name by name and kind by kind.
  prepare: (given, key) => async () => {
    const prepared = await prepare(given as Widened<C>, key)()
    return prepared._tag === 'Left' ? prepared : { ...prepared, right: someTraining(prepared.right) }
  },
})

/** A training with its types forgotten; parameters are invariant in their types, so the compiler cannot do this by itself. */
export const someTraining = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  { step, ...others }: Training<P, S, A, B, T, O>,
): SomeTraining => ({ ...others as object as Omit<SomeTraining, 'step'>, step: someStep(step) })
