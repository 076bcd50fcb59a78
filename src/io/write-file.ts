import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from './data-error.ts'
import { systemReason } from './system-error.ts'

/** Runs `use` on an open file or folder and closes it, whatever happens. */
const withOpen = async (path: string, flags: string, use: (handle: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> => {
  const handle = await open(path, flags)
  try {
    await use(handle)
  } finally {
    await handle.close()
  }
}

/** Makes a name that has just changed last through a power cut. Not every system lets a folder be opened; then it is left to it. */
const settle = (folder: string): Promise<void> => withOpen(folder, 'r', (handle) => handle.sync()).catch(() => undefined)

/**
 * Writes a whole file, or nothing: into a temporary file in the same folder, forced onto the disk, and then renamed. Whoever
 * reads `file` finds the old content or the new one, also when the process is killed meanwhile (which may leave
 * `.pullback-….tmp` behind). A failure removes the temporary file and leaves the old content.
 */
export const writeFileAtomically = (file: string, content: string | Uint8Array): TaskEither.TaskEither<DataError, void> => {
  const folder = dirname(file)
  const temporary = join(folder, `.pullback-${randomUUID()}.tmp`)
  const writing = async (): Promise<void> => {
    try {
      await withOpen(temporary, 'wx', async (handle) => {
        await handle.writeFile(content)
        await handle.sync()
      })
      await rename(temporary, file)
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined)
      throw error
    }
  }
  return pipe(
    TaskEither.tryCatch(writing, (error): DataError =>
      ({ file, reason: systemReason(error, 'it cannot be written'), remedy: 'Give a path in a folder that is there and can be written to' })),
    TaskEither.chainTaskK(() => () => settle(folder)),
  )
}
