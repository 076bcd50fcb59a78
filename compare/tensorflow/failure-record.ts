import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as O from 'fp-ts/lib/Option.js'
import type { Task } from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { failurePath } from './cache.ts'
import type { FailedStep } from './step.ts'

/** What is kept of an attempt that failed, so that the next run does not spend a minute to learn the same. */
export type FailureRecord = { readonly at: string; readonly steps: readonly FailedStep[] }

const isFailedStep = (value: unknown): value is FailedStep =>
  typeof value === 'object' &&
  value !== null &&
  'step' in value &&
  typeof value.step === 'string' &&
  'reason' in value &&
  typeof value.reason === 'string'

const isFailureRecord = (value: unknown): value is FailureRecord =>
  typeof value === 'object' &&
  value !== null &&
  'at' in value &&
  typeof value.at === 'string' &&
  'steps' in value &&
  Array.isArray(value.steps) &&
  value.steps.every(isFailedStep)

/** The record beside the cache, if there is one. One that cannot be read counts as none. */
export const readFailure = (cache: string): Task<O.Option<FailureRecord>> =>
  pipe(
    TE.tryCatch(async (): Promise<unknown> => JSON.parse(await readFile(failurePath(cache), 'utf8')), () => undefined),
    TE.match(() => O.none, O.fromPredicate(isFailureRecord)),
  )

/** Keeps a record. Where it cannot be written there is none, and the next run tries again. */
export const writeFailure = (cache: string, record: FailureRecord): Task<void> =>
  TE.toUnion(
    TE.tryCatch(
      async () => {
        await mkdir(dirname(cache), { recursive: true })
        await writeFile(failurePath(cache), JSON.stringify(record, null, 2))
      },
      () => undefined,
    ),
  )

/** Forgets the record. */
export const forgetFailure = (cache: string): Task<void> =>
  TE.toUnion(TE.tryCatch(() => rm(failurePath(cache), { force: true }), () => undefined))
