import { pipe, TaskEither } from '../fp.ts'
import { appendText } from '../io/append-file.ts'
import type { DataError } from '../io/data-error.ts'
import { version } from '../io/package-root.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import { writeComparison } from './comparison.ts'
import type { Outcome } from './finish.ts'
import { makeFolder, type RunFolder, runFolder } from './folder.ts'
import { alone } from './lock.ts'
import { goOn, keepsStates } from './loop.ts'
import { beginning } from './progress.ts'
import { writePlan } from './receipt.ts'
import { checkpoint, type Effect, inOrder, linkLine } from './record.ts'
import type { RunOptions } from './run-options.ts'
import { type Order, prepare, type Prepared } from './session.ts'
import { versions } from './versions.ts'

const compared = (compare: NonNullable<RunOptions['compare']>, prepared: Prepared, folder: RunFolder): Effect =>
  async () => writeFileAtomically(folder.comparison, writeComparison(await compare(prepared)))()

/**
 * Trains an experiment: losses, evaluations, links, checkpoints, and at the end a receipt and a report, all in one folder that
 * holds everything needed to repeat the run. What it computes is a pure function of the order and the data.
 *
 * The left side says what is wrong with the configuration, the data or the folder.
 */
export const run = (order: Order, options: RunOptions): TaskEither.TaskEither<DataError, Outcome> => {
  const folder = runFolder(options.folder)
  return pipe(
    TaskEither.Do,
    TaskEither.bind('ordered', () => prepare(order)),
    TaskEither.chainFirst(() => makeFolder(folder)),
    TaskEither.bind('source', () => options.keep?.(folder.path) ?? TaskEither.right(order.source)),
    TaskEither.chain(({ ordered, source }) => {
      const prepared: Prepared = { ...ordered, recipe: { ...ordered.recipe, source } }
      const { progress, link } = beginning(prepared)
      return pipe(
        inOrder([
          appendText(folder.links, linkLine(link)),
          appendText(folder.log, ''),
          ...(keepsStates(prepared) ? [checkpoint(folder.stateAt(0), progress)] : []),
          ...(options.compare === undefined ? [] : [compared(options.compare, prepared, folder)]),
          // Last: a folder with a plan has everything that a resumption reads.
          writeFileAtomically(folder.plan, writePlan({ format: 'pullback-run-1', recipe: prepared.recipe, versions: versions(version) })),
        ]),
        TaskEither.chain(() => alone(folder, goOn(prepared, folder, progress, options))),
      )
    }),
  )
}
