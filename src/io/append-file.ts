import { open } from 'node:fs/promises'
import { TaskEither } from '../fp.ts'
import type { DataError } from './data-error.ts'
import { systemReason } from './system-error.ts'

/** Adds text to the end of a file, which is made where it does not exist; when it is done the text is on the disk. */
export const appendText = (file: string, text: string): TaskEither.TaskEither<DataError, void> => TaskEither.tryCatch(async () => {
  const handle = await open(file, 'a')
  try {
    await handle.appendFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}, (error): DataError =>
  ({ file, reason: systemReason(error, 'it cannot be written'), remedy: 'Make room on the disk, or give a folder that may be written' }))
