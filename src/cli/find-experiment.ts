import { existsSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Experiment } from '../run/experiment.ts'
import type { Source } from '../run/recipe.ts'
import type { FindExperiment } from '../run/resume.ts'
import { shippedExperiments } from './experiments/index.ts'
import { hashOfSources, keepSources, loadExperiment } from './load-experiment.ts'

/** An experiment with where it comes from. */
export interface Found {
  readonly experiment: Experiment
  readonly source: Source
  /** puts what is needed to find it again into the folder of a run */
  readonly keep: (folder: string) => TaskEither.TaskEither<DataError, Source>
}

const isModule = (name: string): boolean => /\.[cm]?[jt]s$/.test(name)

const shippedNamed = (name: string): Experiment | undefined => shippedExperiments.find((one) => one.name === name)

const unknown = (name: string): DataError => ({
  file: name,
  reason: 'there is no such experiment',
  remedy: `Give one of ${shippedExperiments.map((one) => one.name).join(', ')}, or the path of a module (.ts, .mts, .js, .mjs) that exports one`,
})

const posix = (path: string): string => path.split(sep).join('/')

/** An experiment that ships with the package, or that of a module. */
export const experimentNamed = (name: string): TaskEither.TaskEither<DataError, Found> => {
  const shipped = shippedNamed(name)
  if (shipped !== undefined) {
    const source: Source = { kind: 'shipped', name }
    return TaskEither.right({ experiment: shipped, source, keep: () => TaskEither.right(source) })
  }
  if (!isModule(name)) return TaskEither.left(unknown(name))
  return pipe(loadExperiment(name), TaskEither.map((experiment): Found => ({
    experiment,
    source: { kind: 'module', path: posix(name) },
    keep: (folder) => pipe(
      keepSources(name, folder),
      TaskEither.map(({ copy, sha256 }): Source => ({ kind: 'module', path: posix(relative(folder, resolve(name))), copy, sha256 })),
    ),
  })))
}

/** The experiment of a recipe: the module where it was if it is still the same, else the copy of it in the run's folder; `instead` is taken before either. */
export const findExperiment = (instead?: string): FindExperiment => ({ source }, folder) => {
  if (instead !== undefined) return pipe(experimentNamed(instead), TaskEither.map(({ experiment }) => experiment))
  if (source.kind === 'shipped') {
    const shipped = shippedNamed(source.name)
    return shipped === undefined ? TaskEither.left(unknown(source.name)) : TaskEither.right(shipped)
  }
  const original = join(folder, source.path)
  if (source.copy === undefined) return loadExperiment(original)
  const copy = join(folder, source.copy)
  // What lies where the module was may have been changed since, or be something else.
  return pipe(
    existsSync(original) ? hashOfSources(original) : TaskEither.right<DataError, string>(''),
    TaskEither.chain((now) => loadExperiment(now === source.sha256 ? original : copy)),
  )
}
