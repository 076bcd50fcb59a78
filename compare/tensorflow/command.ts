import { spawn, type ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Environment } from './cache.ts'
import { remaining, type Deadline } from './deadline.ts'

/** A program, its arguments, where it runs and what environment it sees. */
export type Command = {
  readonly program: string
  readonly words: readonly string[]
  readonly directory: string
  readonly environment: Environment
}

/** Why a command gave no result: it could not start, it was out of time, or it ended with an error. */
export type CommandFailure =
  | { readonly kind: 'not-started'; readonly missing: boolean; readonly message: string }
  | { readonly kind: 'out-of-time' }
  | { readonly kind: 'ended-badly'; readonly code: number | null; readonly output: string }

const windows = process.platform === 'win32'

// The children of a command (a compiler under make under npm) are in its process group, so they end together.
const killGroup = (child: ChildProcess): void => {
  pipe(
    E.tryCatch(() => (child.pid === undefined || windows ? child.kill('SIGKILL') : process.kill(-child.pid, 'SIGKILL')), E.toError),
    E.getOrElse(() => false),
  )
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

// A group of its own does not get the terminal's Ctrl-C, so ours takes it along; the signal then does what it would have done.
const takeAlong = (stop: () => void): (() => void) => {
  const onSignal = (signal: NodeJS.Signals): void => {
    stop()
    release()
    process.kill(process.pid, signal)
  }
  const release = (): void => {
    process.removeListener('exit', stop)
    signals.forEach((signal) => process.removeListener(signal, onSignal))
  }
  process.once('exit', stop)
  signals.forEach((signal) => process.once(signal, onSignal))
  return release
}

/**
 * Runs a command and gives what it printed on standard output. At the deadline the whole process group is killed, and at the
 * end of this process too. Never rejects.
 */
export const run = (command: Command, deadline: Deadline): TaskEither<CommandFailure, string> => () =>
  new Promise((resolve) => {
    if (remaining(deadline) === 0) {
      resolve(E.left({ kind: 'out-of-time' }))
      return
    }
    const child = spawn(command.program, command.words, {
      cwd: command.directory,
      env: { ...command.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      shell: windows,
    })
    const printed = Promise.all([text(child.stdout), text(child.stderr)]).catch(() => ['', ''] as const)
    const release = takeAlong(() => {
      killGroup(child)
    })
    const end = (result: E.Either<CommandFailure, string>): void => {
      clearTimeout(timer)
      release()
      resolve(result)
    }
    const timer = setTimeout(() => {
      killGroup(child)
      // A process that left the group can keep the pipes open for ever, so only a moment is given to end in good order.
      setTimeout(end, 300, E.left({ kind: 'out-of-time' }))
    }, remaining(deadline))
    child.once('error', (error: NodeJS.ErrnoException) => {
      end(E.left({ kind: 'not-started', missing: error.code === 'ENOENT', message: error.message }))
    })
    child.once('close', (code) => {
      void printed.then(([output, errors]) => {
        end(
          remaining(deadline) === 0 ? E.left({ kind: 'out-of-time' })
          : code === 0 ? E.right(output)
          : E.left({ kind: 'ended-badly', code, output: `${errors}\n${output}` }),
        )
      })
    })
  })
