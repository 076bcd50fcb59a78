import { open, readFile, rm } from 'node:fs/promises'
import { Either, type TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { codeOf } from '../io/system-error.ts'
import type { RunFolder } from './folder.ts'

/** Whether a process is alive; one that may not be asked is. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

/** Makes the file of a lock; the number of the process that holds it where that is alive. */
const taken = async (file: string): Promise<number | undefined> => {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(String(process.pid))
    await handle.close()
    return undefined
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const pid = Number(await readFile(file, 'utf8'))
    if (Number.isSafeInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid)) return pid
    // Its process was killed.
    await rm(file, { force: true })
    return taken(file)
  }
}

/** Does something while no other process runs in the same folder: two would write one log, and ruin it. */
export const alone = <T>({ path, lock }: RunFolder, work: TaskEither.TaskEither<DataError, T>): TaskEither.TaskEither<DataError, T> => async () => {
  const holder = await taken(lock)
  if (holder !== undefined) {
    return Either.left({ file: path, reason: `process ${holder} is running it`, remedy: 'Wait until it ends, or stop it' })
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}
