import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { version } from '../io/package-root.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import { hashTree } from '../tensor/hash.ts'
import { comparisonIn, type RunComparison } from './comparison.ts'
import type { RunFolder } from './folder.ts'
import { pathsOf } from './link.ts'
import { lossesOf } from './log.ts'
import type { Progress } from './progress.ts'
import { linksIn, logIn } from './read-folder.ts'
import { type Receipt, writeReceipt } from './receipt.ts'
import { reportData, writeReport } from './report.ts'
import type { Prepared } from './session.ts'
import { versions } from './versions.ts'

/** How a run ended. */
export interface Outcome {
  readonly status: 'finished' | 'stopped early' | 'interrupted'
  readonly step: number
  /** SHA-256 of the trained parameters (`hashTree`) */
  readonly parameters: string
  readonly evaluations: Progress['evaluations']
  /** the first step whose loss was NaN or infinite, where there is one */
  readonly notFinite?: number
  /** what another framework said of the first steps, where it was asked */
  readonly comparison?: RunComparison
  readonly folder: RunFolder
}

const outcome = (
  folder: RunFolder, status: Outcome['status'], { step, state, evaluations }: Progress, comparison: RunComparison | undefined,
): Outcome => ({ status, step, parameters: hashTree(state.params), evaluations, folder, ...(comparison === undefined ? {} : { comparison }) })

/** Writes the receipt and the report of a run that is over; one that was interrupted has neither yet. */
export const finish = (
  prepared: Prepared, folder: RunFolder, engine: string, progress: Progress,
): TaskEither.TaskEither<DataError, Outcome> => {
  const { status } = progress
  const comparison = comparisonIn(folder)
  if (status === 'running' || status === 'interrupted') {
    return pipe(comparison, TaskEither.map((compared) => outcome(folder, 'interrupted', progress, compared)))
  }
  return pipe(
    TaskEither.Do,
    TaskEither.bind('comparison', () => comparison),
    TaskEither.bind('links', () => linksIn(folder)),
    TaskEither.bind('log', () => logIn(folder)),
    TaskEither.bind('receipt', ({ links }): TaskEither.TaskEither<DataError, Receipt> => TaskEither.right({
      format: 'pullback-receipt-1', recipe: prepared.recipe, key: prepared.key, engine, versions: versions(version), status,
      paths: pathsOf(progress.state), parameters: hashTree(progress.state.params), links,
    })),
    TaskEither.chainFirst(({ receipt }) => writeFileAtomically(folder.receipt, writeReceipt(receipt))),
    TaskEither.chainFirst(({ receipt, log, comparison }) => writeReport(folder, reportData(prepared, receipt, log, comparison))),
    TaskEither.map(({ comparison, log }) => {
      const broken = lossesOf(log).find(({ loss }) => !Number.isFinite(loss))
      return { ...outcome(folder, status, progress, comparison), ...(broken === undefined ? {} : { notFinite: broken.step }) }
    }),
  )
}

