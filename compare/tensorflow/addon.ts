import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { withoutPaths } from './plain-reason.ts'
import { setProcessWide } from './process-wide.ts'
import { packageOf } from './release.ts'

/** A failed import in one line, without the paths that Node puts in. */
export const whyNotLoaded = (error: unknown): string =>
  withoutPaths((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '', [[process.cwd(), '.']])

type Finder = { readonly find: (packageJson: string) => unknown }

const isFinder = (value: unknown): value is Finder =>
  typeof value === 'object' && value !== null && 'find' in value && typeof value.find === 'function'

const libraryVersion = (addon: unknown): string =>
  typeof addon === 'object' && addon !== null && 'TF_Version' in addon && typeof addon.TF_Version === 'string' ? addon.TF_Version : 'unknown'

// Read by TensorFlow when its library is loaded. The second keeps to one order of sums whatever the processor offers, and
// silences a line that the first does not. What the user has set stays.
const settings = { TF_CPP_MIN_LOG_LEVEL: '3', TF_ENABLE_ONEDNN_OPTS: '0' }

const setUpLibrary = (): void => {
  setProcessWide(process.env, { ...settings, ...process.env })
}

/**
 * Loads the native add-on of the tfjs-node that `from` resolves, and gives the version of TensorFlow's C library that came
 * with it. The package itself is not loaded: it would be in the way if its add-on is not there.
 */
export const loadAddon = (from: NodeJS.Require): E.Either<string, string> =>
  pipe(
    E.tryCatch(() => {
      const packageJson = from.resolve(`${packageOf.node}/package.json`)
      const finder: unknown = createRequire(packageJson)('@mapbox/node-pre-gyp')
      return isFinder(finder) ? finder.find(packageJson) : undefined
    }, whyNotLoaded),
    E.filterOrElse(
      (path): path is string => typeof path === 'string' && existsSync(path),
      () => 'its native add-on was not installed',
    ),
    E.flatMap((path) =>
      E.tryCatch(() => {
        setUpLibrary()
        return libraryVersion(from(path))
      }, whyNotLoaded),
    ),
  )
