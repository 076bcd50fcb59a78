import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { locateInProject, usualDirectories, type Origin } from './locate.ts'
import type { ProvisionError } from './provision-error.ts'
import { provision, type ProvisionOptions } from './provision.ts'

/** tfjs-node, ready to be opened. */
export type Ready = {
  readonly origin: Origin
  /** The version of TensorFlow's C library. */
  readonly library: string
  /** True when it was built now. */
  readonly built: boolean
  readonly seconds: number
}

/** What `ensureTensorFlow` may be told. */
export type EnsureOptions = ProvisionOptions & {
  /** Directories whose packages are looked at, in this order; the current one and Pullback's own unless told. */
  readonly directories?: readonly string[]
}

/** Makes sure that tfjs-node can be opened: the project's own when it loads, else the cache's, which is built if need be. */
export const ensureTensorFlow = (options: EnsureOptions = {}): TE.TaskEither<ProvisionError, Ready> =>
  pipe(
    TE.fromIOEither(
      locateInProject({
        directories: options.directories ?? usualDirectories(),
        environment: options.environment ?? process.env,
      }),
    ),
    TE.map(({ library = 'unknown' }): Ready => ({ origin: 'project', library, built: false, seconds: 0 })),
    TE.orElse(() =>
      pipe(
        provision(options),
        TE.map(({ manifest, built, seconds }): Ready => ({ origin: 'cache', library: manifest.library, built, seconds })),
      ),
    ),
  )

/** One line that says what there is. */
export const describeReady = ({ origin, library, built, seconds }: Ready): string =>
  `tfjs-node with TensorFlow ${library}, ${
    origin === 'project' ? "the project's own"
    : built ? `built in ${seconds.toFixed(1)} s into Pullback's cache`
    : "from Pullback's cache"
  }`
