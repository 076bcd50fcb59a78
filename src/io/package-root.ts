import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds this package: the nearest one upward with our package.json. The same from source and when built. */
const rootFrom = (folder: string): string => {
  const manifest = join(folder, 'package.json')
  if (existsSync(manifest) && nameIn(manifest) === 'pullback') return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('the package.json of pullback was not found beside its files')
  return rootFrom(parent)
}

interface Manifest {
  readonly name?: unknown
  readonly version?: unknown
}

const manifestOf = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8')) as Manifest

const nameIn = (file: string): unknown => manifestOf(file).name

const root = rootFrom(dirname(fileURLToPath(import.meta.url)))

/** A file that the package ships, such as `src/data/digits.csv.gz`. */
export const shipped = (path: string): string => join(root, path)

/** The version of this package. */
export const version = String(manifestOf(join(root, 'package.json')).version)
