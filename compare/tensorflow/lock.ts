import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { remaining, type Deadline } from './deadline.ts'

// A lock saves the work of building twice; what keeps a cache whole is that it is renamed into place. So when a lock is
// wrongly taken for a dead process's, the only harm is work done twice.

const oldAfter = 120_000
const askEvery = 100

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

const mine = (): string => `${process.pid} ${hostname()}`

const take = (path: string): Promise<boolean> =>
  writeFile(path, mine(), { flag: 'wx' }).then(
    () => true,
    (error: unknown) => (hasCode(error, 'EEXIST') ? false : Promise.reject(error instanceof Error ? error : new Error(String(error)))),
  )

const isAbandoned = async (path: string): Promise<boolean> => {
  const [pid = '', host = ''] = (await readFile(path, 'utf8')).split(' ')
  return Date.now() - (await stat(path)).mtimeMs > oldAfter || (pid !== '' && host === hostname() && !alive(Number(pid)))
}

// Of two processes that find the same abandoned lock one renames it away, the other finds it gone.
const discard = async (path: string): Promise<void> => {
  const aside = `${path}.${process.pid}`
  await rename(path, aside)
  await rm(aside, { force: true })
}

const acquire = async (path: string, deadline: Deadline): Promise<boolean> => {
  if (await take(path)) return true
  const abandoned = await isAbandoned(path).catch(() => false)
  if (abandoned) await discard(path).catch(() => undefined)
  else if (remaining(deadline) === 0) return false
  else await sleep(askEvery)
  return acquire(path, deadline)
}

/**
 * Does the work while holding the lock, waiting for it until the deadline. `refused` says what to answer when the lock cannot
 * be had: `undefined` when another process still holds it, or the error that the file system gave.
 */
export const withLock = <E, A>(
  path: string,
  deadline: Deadline,
  refused: (error: Error | undefined) => E,
  work: TE.TaskEither<E, A>,
): TE.TaskEither<E, A> =>
  TE.bracket(
    TE.flatMap((held: boolean) => (held ? TE.right(path) : TE.left(refused(undefined))))(
      TE.tryCatch(
        async () => {
          await mkdir(dirname(path), { recursive: true })
          return acquire(path, deadline)
        },
        (error) => refused(error instanceof Error ? error : new Error(String(error))),
      ),
    ),
    () => work,
    () => TE.fromTask(() => rm(path, { force: true })),
  )
