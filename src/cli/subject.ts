import { exampleNamed, allExamples } from '../../compare/index.ts'
import { Either, pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { prepare, type Prepared } from '../run/session.ts'
import type { SomeBatch, SomeState, SomeStep } from '../train/some-step.ts'
import { experimentNamed } from './find-experiment.ts'
import { settingsFrom } from './settings.ts'

/** A training step with a state and batches to look at it with. */
export interface Subject {
  readonly name: string
  readonly title: string
  readonly step: SomeStep
  readonly state: SomeState
  readonly batches: (count: number) => readonly SomeBatch[]
}

/** How an experiment is given. */
export interface SubjectOptions {
  readonly seed: number
  readonly set: readonly string[]
}

/** The names of the worked examples. */
export const exampleNames: readonly string[] = allExamples.map(({ name }) => name)

/** An experiment prepared for a look, from its first weights. */
const ofExperiment = (name: string, { seed, set }: SubjectOptions): TaskEither.TaskEither<DataError, Prepared> => pipe(
  experimentNamed(name),
  TaskEither.bindTo('found'),
  TaskEither.bind('config', ({ found }) => TaskEither.fromEither(settingsFrom(found.experiment.config, set))),
  TaskEither.chain(({ found: { experiment, source }, config }) => prepare({ experiment, source, config, seed })),
)

/** A worked example by its name, else an experiment that ships with the package or that a module exports. */
export const subjectNamed = (name: string, options: SubjectOptions): TaskEither.TaskEither<DataError, Subject> => {
  const example = exampleNamed(name)
  if (Either.isRight(example)) {
    const { title, step, state, batch } = example.right
    return TaskEither.right({ name, title, step, state, batches: (count) => Array.from({ length: count }, () => batch) })
  }
  return pipe(
    ofExperiment(name, options),
    TaskEither.map(({ training, recipe, first }): Subject => ({
      name, title: `The first steps of ${recipe.experiment}`, step: training.step, state: first,
      batches: (count) => [...training.batches.from(0, count)],
    })),
    TaskEither.mapLeft((fault): DataError => fault.file === name && fault.reason === 'there is no such experiment'
      ? { ...fault, reason: 'there is no such example or experiment', remedy: `${fault.remedy}, or one of the examples ${exampleNames.join(', ')}` }
      : fault),
  )
}
