import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Task } from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { packageOf, release } from './release.ts'
import { effectStep, type FailedStep } from './step.ts'
import type { Verified } from './verify.ts'

/** How TensorFlow's C library came into a cache. */
export type Road = 'stock' | 'wheel'

/** What a finished cache says of itself. It is written last, so a directory without it is not a cache. */
export type Manifest = {
  readonly tfjs: string
  readonly library: string
  readonly road: Road
  readonly files: readonly { readonly path: string; readonly size: number }[]
}

/** What is found where the cache should be. */
export type CacheState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'whole'; readonly manifest: Manifest }

const manifestPath = (directory: string): string => join(directory, 'manifest.json')

const isFile = (value: unknown): value is Manifest['files'][number] =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string' && 'size' in value && typeof value.size === 'number'

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'tfjs' in value &&
  value.tfjs === release &&
  'library' in value &&
  typeof value.library === 'string' &&
  'road' in value &&
  (value.road === 'stock' || value.road === 'wheel') &&
  'files' in value &&
  Array.isArray(value.files) &&
  value.files.every(isFile)

// The files without which nothing loads: the add-on, TensorFlow's libraries, and each package's own code.
const keyFiles = async (directory: string, verified: Verified): Promise<readonly string[]> => {
  const under = (...names: readonly string[]): string => join('node_modules', ...names)
  const libraries = under(packageOf.node, 'deps', 'lib')
  const binaries = under(packageOf.wasm, 'dist')
  return [
    verified.addon,
    ...(await readdir(join(directory, libraries))).map((name) => join(libraries, name)),
    ...(await readdir(join(directory, binaries))).filter((name) => name.endsWith('.wasm')).map((name) => join(binaries, name)),
    ...Object.values(packageOf).map((name) => under(name, 'package.json')),
  ]
}

/** Writes down what a verified directory holds. */
export const writeManifest = (directory: string, road: Road, verified: Verified): TE.TaskEither<FailedStep, Manifest> =>
  effectStep('writing down what the cache holds', { directory }, async () => {
    const paths = await keyFiles(directory, verified)
    const files = await Promise.all(paths.map(async (path) => ({ path, size: (await stat(join(directory, path))).size })))
    const manifest: Manifest = { tfjs: release, library: verified.library, road, files }
    await writeFile(manifestPath(directory), JSON.stringify(manifest, null, 2))
    return manifest
  })

const compare = async (directory: string, manifest: Manifest): Promise<CacheState> => {
  const sizes = await Promise.all(manifest.files.map(({ path }) => stat(join(directory, path)).then(({ size }) => size, () => -1)))
  const wrong = manifest.files.find(({ size }, index) => sizes[index] !== size)
  return wrong === undefined ? { kind: 'whole', manifest }
    : { kind: 'damaged', reason: `${wrong.path.split(/[/\\]/).at(-1) ?? ''} is missing from it or was changed` }
}

/** Looks whether the cache is there and whole: a few file sizes, nothing is loaded. */
export const inspectCache = (directory: string): Task<CacheState> =>
  pipe(
    TE.tryCatch(() => stat(directory), (): CacheState => ({ kind: 'missing' })),
    TE.flatMap(() =>
      TE.tryCatch(
        async (): Promise<unknown> => JSON.parse(await readFile(manifestPath(directory), 'utf8')),
        (): CacheState => ({ kind: 'damaged', reason: 'its manifest cannot be read' }),
      ),
    ),
    TE.filterOrElse(isManifest, (): CacheState => ({ kind: 'damaged', reason: 'its manifest cannot be read' })),
    TE.flatMap((manifest) => TE.fromTask(() => compare(directory, manifest))),
    TE.toUnion,
  )
