import { dirname, resolve } from 'node:path'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { runFolder } from '../run/folder.ts'
import { preparedIn } from '../run/resume.ts'
import type { Prepared } from '../run/session.ts'
import { findExperiment } from './find-experiment.ts'

/** A checkpoint with the experiment that made it. */
export interface CheckpointWithRun {
  readonly file: string
  readonly prepared: Prepared
}

/** Finds the experiment of a checkpoint in the folder of its run, which is the one above it. */
export const checkpointWithRun = (file: string, instead: string | undefined): TaskEither.TaskEither<DataError, CheckpointWithRun> => {
  const folder = runFolder(dirname(dirname(resolve(file))))
  return pipe(
    preparedIn(folder, findExperiment(instead), 'Give the folder of a run, or a checkpoint in the folder of its run, where run.json says what was trained'),
    TaskEither.map((prepared) => ({ file, prepared })),
  )
}
