import { appendFile } from 'node:fs/promises'
import { TaskEither } from '../fp.ts'
import type { DataError } from './data-error.ts'

/** Adds text to the end of a file, which is made where it does not exist. */
export const appendText = (file: string, text: string): TaskEither.TaskEither<DataError, void> =>
  TaskEither.tryCatch(() => appendFile(file, text), (error): DataError => ({
    file,
    reason: `it cannot be written (${error instanceof Error ? error.message : String(error)})`,
    remedy: 'Make room on the disk, or give a folder that may be written',
  }))
