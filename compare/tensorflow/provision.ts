import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { constant, pipe } from 'fp-ts/lib/function.js'
import { build } from './build.ts'
import { buildingPath, cacheDirectory, lockPath, type Environment } from './cache.ts'
import { childEnvironment } from './child-environment.ts'
import { deadlineIn } from './deadline.ts'
import { forgetFailure, readFailure, writeFailure } from './failure-record.ts'
import { withLock } from './lock.ts'
import { inspectCache, type Manifest } from './manifest.ts'
import { place, setAside, sweep } from './place.ts'
import { provisionError, type ProvisionError } from './provision-error.ts'
import type { FailedStep, Site, Tell } from './step.ts'
import { verify } from './verify.ts'

/** What `provision` may be told. */
export type ProvisionOptions = {
  /** Try again although an earlier attempt failed, and make sure that a cache which is there still works. */
  readonly retry?: boolean
  /** Milliseconds for everything; 60,000 unless told. */
  readonly limit?: number
  /** Where the cache is and what npm, pip and the compiler see; `process.env` unless told. */
  readonly environment?: Environment
  /** Hears what is going on. */
  readonly tell?: Tell
}

/** A cache that holds the whole family. */
export type Provisioned = {
  readonly directory: string
  readonly manifest: Manifest
  /** True when it was built now, false when it was there. */
  readonly built: boolean
  readonly seconds: number
}

type Result = Pick<Provisioned, 'manifest' | 'built'>
type Job = { readonly cache: string; readonly name: string; readonly begun: string; readonly retry: boolean; readonly site: Site }

const failure = (steps: readonly FailedStep[]): ProvisionError => provisionError({ at: new Date().toISOString(), steps }, false)

const cacheWorks = ({ cache, site }: Job): T.Task<boolean> =>
  pipe(verify({ ...site, directory: cache }), TE.match(constant(false), constant(true)))

// The cache as it is. A retry does not trust it: it is loaded again.
const fromCache = (job: Job): T.Task<O.Option<Result>> =>
  pipe(
    inspectCache(job.cache),
    T.flatMap((state) =>
      state.kind !== 'whole'
        ? T.of(O.none)
        : pipe(
            job.retry ? cacheWorks(job) : T.of(true),
            T.map((works) => (works ? O.some({ manifest: state.manifest, built: false }) : O.none)),
          ),
    ),
  )

// The record of a failure. A retry looks only at one that was made while it waited for its turn.
const fromRecord = (job: Job): T.Task<O.Option<ProvisionError>> =>
  pipe(
    readFailure(job.cache),
    T.map(
      O.filterMap((record) => (!job.retry || record.at >= job.begun ? O.some(provisionError(record, true)) : O.none)),
    ),
  )

// What is known without building anything.
const known = (job: Job): T.Task<O.Option<E.Either<ProvisionError, Result>>> =>
  pipe(
    fromCache(job),
    T.flatMap(
      O.match(
        () => pipe(fromRecord(job), T.map(O.map(E.left))),
        (result) => T.of(O.some(E.right(result))),
      ),
    ),
  )

const knownOr = (job: Job, otherwise: TE.TaskEither<ProvisionError, Result>): TE.TaskEither<ProvisionError, Result> =>
  pipe(known(job), T.flatMap(O.match(() => otherwise, T.of)))

const discard = (directory: string): T.Task<void> =>
  TE.toUnion(TE.tryCatch(() => rm(directory, { recursive: true, force: true }), constant(undefined)))

const buildAndPlace = (job: Job): TE.TaskEither<ProvisionError, Result> =>
  pipe(
    TE.fromTask(TE.toUnion(sweep(job.cache))),
    TE.flatMap(() => build(job.site)),
    TE.tapTask(() => (job.retry ? TE.toUnion(TE.tryCatch(() => setAside(job.cache, job.name), String)) : T.of(undefined))),
    TE.tap(() => pipe(place(job.site.directory, job.cache, job.name), TE.mapLeft((failed) => [failed]))),
    TE.mapBoth(failure, (manifest) => ({ manifest, built: true })),
    TE.tapTask(() => forgetFailure(job.cache)),
    TE.tapError((error) =>
      TE.fromTask(
        pipe(
          discard(job.site.directory),
          T.flatMap(() => writeFailure(job.cache, error)),
        ),
      ),
    ),
  )

const refused = (error: Error | undefined): ProvisionError =>
  failure([
    error === undefined
      ? { step: 'waiting for another process that is building the same cache', reason: 'it was not ready in time' }
      : { step: 'writing to the cache directory', reason: `${error.message.split(',')[0] ?? ''} (PULLBACK_CACHE can name another)` },
  ])

/** The failure that an earlier run recorded for this environment's cache, if there is one. */
export const recordedFailure = (environment: Environment): T.Task<O.Option<ProvisionError>> =>
  pipe(
    readFailure(cacheDirectory(environment)),
    T.map(O.map((record) => provisionError(record, true))),
  )

/**
 * Makes sure that the cache holds TensorFlow.js with its native add-on, building it when it is not there. It ends within the
 * limit, with a cache that was seen to work or with the reason of each step that failed; it never throws. A failure is
 * recorded, and told again without trying until `retry` is asked for.
 */
export const provision = (options: ProvisionOptions = {}): TE.TaskEither<ProvisionError, Provisioned> => () => {
  const { retry = false, limit = 60_000, environment = process.env, tell = () => undefined } = options
  const begun = performance.now()
  const cache = cacheDirectory(environment)
  const name = randomUUID()
  // A little of the time is kept for clearing up after a step that was stopped.
  const deadline = deadlineIn(limit - Math.min(2_000, limit / 10))
  const site: Site = { directory: buildingPath(cache, name), environment: childEnvironment(environment), deadline, tell }
  const job: Job = { cache, name, begun: new Date().toISOString(), retry, site }
  const inTurn = withLock(lockPath(cache), deadline, refused, knownOr(job, buildAndPlace(job)))
  return pipe(
    retry ? inTurn : knownOr(job, inTurn),
    TE.map((result) => ({ directory: cache, ...result, seconds: (performance.now() - begun) / 1000 })),
  )()
}
