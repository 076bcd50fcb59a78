import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { readText } from '../io/read-file.ts'
import type { RunFolder } from './folder.ts'
import type { Link } from './link.ts'
import { type LogRecord, readLog } from './log.ts'
import { readLinks, readPlan, type RunPlan } from './receipt.ts'

/** The records of a run's log. */
export const logIn = ({ log }: RunFolder): TaskEither.TaskEither<DataError, readonly LogRecord[]> =>
  pipe(readText(log), TaskEither.chainEitherK((text) => readLog(log, text)))

/** The links of a run's chain. */
export const linksIn = ({ links }: RunFolder): TaskEither.TaskEither<DataError, readonly Link[]> =>
  pipe(readText(links), TaskEither.chainEitherK((text) => readLinks(links, text)))

/** What is run in a folder; `remedy` is what to do where there is no plan. */
export const planIn = ({ plan }: RunFolder, remedy: string): TaskEither.TaskEither<DataError, RunPlan> => pipe(
  readText(plan),
  TaskEither.mapLeft((fault): DataError => ({ ...fault, remedy })),
  TaskEither.chainEitherK((text) => readPlan(plan, text)),
)
