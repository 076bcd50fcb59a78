import * as E from 'fp-ts/lib/Either.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'
import { whyNotLoaded } from './addon.ts'
import type { Family } from './locate.ts'
import { putBackOldUtil } from './old-util.ts'
import { quietly } from './quiet.ts'
import { packageOf } from './release.ts'

/** The TensorFlow.js module, as its own declarations describe it. */
export type Tf = typeof import('@tensorflow/tfjs')

/** The names of the three backends, as Pullback's reports have them. */
export type BackendName = 'tfjs-node' | 'tfjs-wasm' | 'tfjs-cpu'

/** TensorFlow.js's own name of each backend. */
export const engineName = { 'tfjs-node': 'tensorflow', 'tfjs-wasm': 'wasm', 'tfjs-cpu': 'cpu' } as const

/** What is loaded for each backend beyond the package that all of them use. */
const packageBehind = { 'tfjs-node': packageOf.node, 'tfjs-wasm': packageOf.wasm, 'tfjs-cpu': packageOf.tfjs } as const

/** A backend's module and the version of the package that it came from. */
export type Loaded = { readonly tf: Tf; readonly packageVersion: string }

// The one place where a module that was loaded at run time is believed to be what its declarations say.
const isTf = (module: unknown): module is Tf =>
  typeof module === 'object' && module !== null && 'setBackend' in module && 'matMul' in module && 'version_core' in module

const versionIn = (packageJson: unknown): string =>
  typeof packageJson === 'object' && packageJson !== null && 'version' in packageJson ? String(packageJson.version) : 'unknown'

const requireFrom = (family: Family, name: string): E.Either<string, unknown> =>
  pipe(
    family.from,
    RA.findFirst((from) => E.isRight(E.tryCatch(() => from.resolve(name), String))),
    E.fromOption(() => `${name} is not installed`),
    E.flatMap((from) => E.tryCatch((): unknown => from(name), (error) => `${name} does not load: ${whyNotLoaded(error)}`)),
  )

/** Loads what the backend needs from the family, without TensorFlow.js's banners. */
export const load = (family: Family, backend: BackendName): E.Either<string, Loaded> =>
  quietly(() =>
    pipe(
      requireFrom(family, packageOf.tfjs),
      E.filterOrElse(isTf, () => `${packageOf.tfjs} is not the TensorFlow.js that was expected`),
      E.tap((tf) => {
        tf.enableProdMode()
        putBackOldUtil()
        return requireFrom(family, packageBehind[backend])
      }),
      E.bindTo('tf'),
      E.bind('packageVersion', () => pipe(requireFrom(family, `${packageBehind[backend]}/package.json`), E.map(versionIn))),
    ),
  )
