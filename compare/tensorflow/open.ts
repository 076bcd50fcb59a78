import * as O from 'fp-ts/lib/Option.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Environment } from './cache.ts'
import { engineName, load, type BackendName, type Loaded, type Tf } from './load.ts'
import { locateNative, locatePlain, usualDirectories, type Family, type NotFound, type Origin, type Whereabouts } from './locate.ts'
import { describeProvisionError } from './provision-error.ts'
import { provision, recordedFailure, type ProvisionOptions } from './provision.ts'
import { newQueue } from './queue.ts'
import { retryCommand } from './release.ts'

/** What was loaded, in versions. */
export type Versions = {
  /** Of the package of the backend: tfjs-node, tfjs-backend-wasm or tfjs. */
  readonly package: string
  /** Of tfjs-core, which does the differentiation. */
  readonly core: string
  /** Of TensorFlow's C library; only tfjs-node has one. */
  readonly library?: string
}

/** TensorFlow.js with one backend, ready to use. */
export type TensorFlow = {
  readonly name: BackendName
  readonly versions: Versions
  readonly origin: Origin
  /** The module, for its types and constants. Operations belong inside `use`. */
  readonly tf: Tf
  /**
   * Runs `f` with this backend set. The engine of TensorFlow.js is global, so one `use` waits for the one before it, whichever
   * backend it is for; do not call `use` inside `use`.
   */
  readonly use: <A>(f: (tf: Tf) => A | Promise<A>) => Promise<A>
}

/** A backend that cannot be used here, and why. */
export type Unavailable = { readonly kind: 'unavailable'; readonly witness: BackendName; readonly reason: string }

/** Where to look, and whether to build what is not there. */
export type OpenOptions = Omit<ProvisionOptions, 'retry'> & {
  /** Build tfjs-node when it is not found; false unless told, because it takes half a minute. */
  readonly provision?: boolean
  /** Directories whose packages are looked at, in this order; the current one and Pullback's own unless told. */
  readonly directories?: readonly string[]
}

// One for all backends, and so for the one engine behind them.
const inTurn = newQueue()

const setBackend = async (tf: Tf, backend: BackendName): Promise<void> => {
  if (!(await tf.setBackend(engineName[backend]))) throw new Error(`TensorFlow.js could not start its backend "${engineName[backend]}"`)
  await tf.ready()
}

const whereabouts = (options: OpenOptions): Whereabouts => ({
  directories: options.directories ?? usualDirectories(),
  environment: options.environment ?? process.env,
})

const inWords = (reasons: NotFound): string => reasons.join('; ')

// What to say when nothing may be built: how to build it, or when and why that failed.
const notBuilt = (environment: Environment): T.Task<string> =>
  pipe(recordedFailure(environment), T.map(O.match(() => `To build it: ${retryCommand}`, describeProvisionError)))

const find = (backend: BackendName, options: OpenOptions): TE.TaskEither<string, Family> => {
  const where = whereabouts(options)
  const located = (backend === 'tfjs-node' ? locateNative : locatePlain)(where)
  const build: TE.TaskEither<string, unknown> =
    options.provision === true
      ? pipe(provision(options), TE.mapLeft(describeProvisionError))
      : TE.swap(TE.fromTask(notBuilt(where.environment)))
  return pipe(
    located,
    TE.orElse((reasons) =>
      pipe(
        build,
        TE.mapLeft((why) => `${inWords(reasons)}. ${why}`),
        TE.flatMap(() => pipe(located, TE.mapLeft(inWords))),
      ),
    ),
  )
}

const ready = (backend: BackendName, family: Family, { tf, packageVersion }: Loaded): TensorFlow => ({
  name: backend,
  versions: {
    package: packageVersion,
    core: tf.version_core,
    ...(backend === 'tfjs-node' && family.library !== undefined ? { library: family.library } : {}),
  },
  origin: family.origin,
  tf,
  use: (f) =>
    inTurn(async () => {
      await setBackend(tf, backend)
      return f(tf)
    }),
})

// Loading takes its turn too, because tfjs-node sets its backend while it is loaded.
const start = (backend: BackendName, family: Family): TE.TaskEither<string, TensorFlow> =>
  pipe(
    () => inTurn(() => Promise.resolve(load(family, backend))),
    TE.map((loaded) => ready(backend, family, loaded)),
    TE.tap((tensorFlow) =>
      TE.tryCatch(
        () => tensorFlow.use(() => undefined),
        (error) => (error instanceof Error ? error.message : String(error)),
      ),
    ),
  )

/**
 * Finds TensorFlow.js, loads it and starts the backend. It looks for tfjs-node in the user's project, then in the cache, and
 * builds it when `provision` says so; the other two backends come from the same family, or from the project when there is no
 * tfjs-node. Never throws: what is not there is told with its reason.
 */
export const openTensorFlow = (backend: BackendName, options: OpenOptions = {}): TE.TaskEither<Unavailable, TensorFlow> =>
  pipe(
    find(backend, options),
    TE.flatMap((family) => start(backend, family)),
    TE.mapLeft((reason) => ({ kind: 'unavailable', witness: backend, reason })),
  )
