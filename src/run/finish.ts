import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { version } from '../io/package-root.ts'
import { readText } from '../io/read-file.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import { hashTree } from '../tensor/hash.ts'
import type { RunFolder } from './folder.ts'
import { pathsOf } from './link.ts'
import { readLog } from './log.ts'
import type { Progress } from './progress.ts'
import { readLinks, type Receipt, writeReceipt } from './receipt.ts'
import { writeReport } from './report.ts'
import type { Prepared } from './session.ts'
import { versions } from './versions.ts'

/** How a run ended. */
export interface Outcome {
  readonly status: 'finished' | 'stopped early' | 'interrupted'
  readonly step: number
  /** SHA-256 of the trained parameters (`hashTree`) */
  readonly parameters: string
  readonly evaluations: Progress['evaluations']
  readonly folder: RunFolder
}

const outcome = (folder: RunFolder, status: Outcome['status'], { step, state, evaluations }: Progress): Outcome =>
  ({ status, step, parameters: hashTree(state.params), evaluations, folder })

/** Writes the receipt and the report of a run that is over; one that was interrupted has neither yet. */
export const finish = (
  prepared: Prepared, folder: RunFolder, engine: string, progress: Progress,
): TaskEither.TaskEither<DataError, Outcome> => {
  const { status } = progress
  if (status === 'running' || status === 'interrupted') return TaskEither.right(outcome(folder, 'interrupted', progress))
  return pipe(
    TaskEither.Do,
    TaskEither.bind('links', () => pipe(readText(folder.links), TaskEither.chainEitherK((text) => readLinks(folder.links, text)))),
    TaskEither.bind('log', () => pipe(readText(folder.log), TaskEither.chainEitherK((text) => readLog(folder.log, text)))),
    TaskEither.bind('receipt', ({ links }): TaskEither.TaskEither<DataError, Receipt> => TaskEither.right({
      format: 'pullback-receipt-1', recipe: prepared.recipe, key: prepared.key, engine, versions: versions(version), status,
      paths: pathsOf(progress.state), parameters: hashTree(progress.state.params), links,
    })),
    TaskEither.chainFirst(({ receipt }) => writeFileAtomically(folder.receipt, writeReceipt(receipt))),
    TaskEither.chainFirst(({ receipt, log }) => writeReport(folder, prepared, receipt, log)),
    TaskEither.map(() => outcome(folder, status, progress)),
  )
}

