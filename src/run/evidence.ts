import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipe, TaskEither } from '../fp.ts'
import { loadCheckpoint } from '../io/checkpoint.ts'
import type { DataError } from '../io/data-error.ts'
import type { SomeState } from '../train/some-step.ts'
import { runFolder } from './folder.ts'
import { lossesOf } from './log.ts'
import { logIn } from './read-folder.ts'

/** What lies beside a receipt and tells more than its hashes: the losses of every step, and states at links. */
export interface Evidence {
  /** the loss of each step, by its number; empty where there is no log */
  readonly losses: ReadonlyMap<number, number>
  /** the state after a step, where it was kept */
  readonly stateAt: (step: number, like: SomeState) => TaskEither.TaskEither<DataError, SomeState | undefined>
}

/** The evidence beside a receipt. */
export const evidenceBeside = (receipt: string): TaskEither.TaskEither<DataError, Evidence> => {
  const folder = runFolder(dirname(receipt))
  const stateAt: Evidence['stateAt'] = (step, like) => {
    const file = folder.stateAt(step)
    return existsSync(file)
      ? pipe(loadCheckpoint(file, like), TaskEither.match(() => undefined, ({ state }) => state), TaskEither.fromTask)
      : TaskEither.right(undefined)
  }
  const losses: TaskEither.TaskEither<DataError, Evidence['losses']> = existsSync(folder.log)
    ? pipe(
      logIn(folder),
      // It is there to tell more; where it is spoilt it tells nothing.
      TaskEither.match(() => new Map<number, number>(), (log) => new Map(lossesOf(log).map(({ step, loss }) => [step, loss]))),
      TaskEither.fromTask,
    )
    : TaskEither.right(new Map())
  return pipe(losses, TaskEither.map((read) => ({ losses: read, stateAt })))
}
