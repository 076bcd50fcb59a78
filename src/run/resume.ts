import { existsSync } from 'node:fs'
import { pipe, TaskEither } from '../fp.ts'
import { loadCheckpoint } from '../io/checkpoint.ts'
import type { DataError } from '../io/data-error.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import { toFlat } from '../tensor/read.ts'
import type { SomeState } from '../train/some-step.ts'
import type { Experiment } from './experiment.ts'
import type { Outcome } from './finish.ts'
import { type RunFolder, runFolder } from './folder.ts'
import { gapBefore } from './gap.ts'
import { isStale } from './history.ts'
import { alone } from './lock.ts'
import { evaluationsOf, lossesOf, writeLog } from './log.ts'
import { beginning, type Progress } from './progress.ts'
import { linksIn, logIn, planIn } from './read-folder.ts'
import type { Recipe } from './recipe.ts'
import { inOrder, linkLine } from './record.ts'
import { goOn } from './loop.ts'
import type { RunOptions } from './run-options.ts'
import { differenceFrom, orderFrom, prepare, type Prepared } from './session.ts'

/** Finds the experiment of a recipe again. */
export type FindExperiment = (recipe: Recipe, folder: string) => TaskEither.TaskEither<DataError, Experiment>

/** Prepares the experiment of a recipe again; one that is not what it was is refused, since its bits would be others. */
export const prepareAgain = (file: string, recipe: Recipe, experiment: Experiment): TaskEither.TaskEither<DataError, Prepared> => pipe(
  prepare(orderFrom(recipe, experiment)),
  TaskEither.filterOrElse((prepared) => differenceFrom(recipe, prepared) === undefined, (prepared): DataError => ({
    file, reason: `the experiment is not the one that was run: ${differenceFrom(recipe, prepared) ?? ''}`,
    remedy: 'Put the program and its data back as they were (the folder of a run has a copy of its module in source/; --experiment names it), or start a new run',
  })),
)

/** The experiment of a run's folder, prepared again; `remedy` is what to do where there is no plan. */
export const preparedIn = (folder: RunFolder, find: FindExperiment, remedy: string): TaskEither.TaskEither<DataError, Prepared> => pipe(
  planIn(folder, remedy),
  TaskEither.chain(({ recipe }) => pipe(find(recipe, folder.path), TaskEither.chain((experiment) => prepareAgain(folder.plan, recipe, experiment)))),
)

const stateIn = ({ last }: RunFolder, first: SomeState): TaskEither.TaskEither<DataError, SomeState> =>
  existsSync(last)
    ? pipe(loadCheckpoint(last, first), TaskEither.map(({ state }) => state))
    : TaskEither.right(first)

/** The progress at the last checkpoint. What was written after it is cut off: those steps are taken again, to the same bits. */
const progressIn = (folder: RunFolder, prepared: Prepared): TaskEither.TaskEither<DataError, Progress> => pipe(
  TaskEither.Do,
  TaskEither.bind('state', () => stateIn(folder, prepared.first)),
  TaskEither.bind('log', () => logIn(folder)),
  TaskEither.bind('links', () => linksIn(folder)),
  TaskEither.chain(({ state, log, links }) => {
    const step = toFlat(state.step)[0] ?? 0
    const [kept, chain] = [log.filter((one) => one.step <= step), links.filter((link) => link.step <= step)]
    const gap = gapBefore(prepared, state, step, kept, chain)
    if (gap !== undefined) {
      return TaskEither.left<DataError, Progress>({
        file: folder.path, place: `checkpoints/last.safetensors, step ${step}`, reason: gap,
        remedy: 'Remove checkpoints/last.safetensors to go on from the first step, or start a new run',
      })
    }
    const last = chain.at(-1) ?? beginning(prepared).link
    const evaluations = evaluationsOf(kept)
    const { best, patience } = prepared.training
    const progress: Progress = {
      state, step, evaluations,
      chain: last.chain,
      losses: lossesOf(kept).filter((one) => one.step > last.step).map(({ loss }) => loss),
      status: step === prepared.recipe.steps ? 'finished' : best !== undefined && isStale(best, patience, evaluations) ? 'stopped early' : 'running',
    }
    return pipe(
      inOrder([
        writeFileAtomically(folder.log, writeLog(kept)),
        writeFileAtomically(folder.links, (chain.length === 0 ? [last] : chain).map(linkLine).join('')),
      ]),
      TaskEither.map(() => progress),
    )
  }),
)

/**
 * Goes on with a run that was stopped, killed or cut off, from its last checkpoint. The end is the same, to the bit, as if it
 * had never stopped. A run that is over gets its receipt and its report again.
 */
export const resume = (find: FindExperiment, options: RunOptions): TaskEither.TaskEither<DataError, Outcome> => {
  const folder = runFolder(options.folder)
  return pipe(
    preparedIn(folder, find, 'Give the folder of a run; one that was killed before its first step has no plan yet: remove it and train again'),
    TaskEither.chain((prepared) => alone(folder, pipe(
      progressIn(folder, prepared),
      TaskEither.chain((progress) => goOn(prepared, folder, progress, options)),
    ))),
  )
}
