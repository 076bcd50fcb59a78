import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pipe, TaskEither } from '../../fp.ts'
import type { DataError } from '../../io/data-error.ts'
import { systemReason } from '../../io/system-error.ts'
import { writeFileAtomically } from '../../io/write-file.ts'
import { moduleGraph } from './module-graph.ts'

/** A module that was copied into the folder of a run. */
export interface KeptSources {
  /** the module's path in that folder, with `/` on every system */
  readonly copy: string
  /** SHA-256 of all files with their names */
  readonly sha256: string
}

/** The folder that holds all of them. */
const commonFolder = (files: readonly string[]): string => files.map(dirname).reduce((a, b) => {
  const [parts, others] = [a.split(sep), b.split(sep)]
  const apart = parts.findIndex((part, i) => part !== others[i])
  return parts.slice(0, apart === -1 ? parts.length : apart).join(sep)
})

interface Source {
  readonly name: string
  readonly text: string
}

/** Each name and content with its length before it, so that no two sets of files come to the same bytes. */
const hashOf = (sources: readonly Source[]): string => sources
  .toSorted((a, b) => a.name < b.name ? -1 : 1)
  .flatMap(({ name, text }) => [name, text])
  .reduce((hash, part) => hash.update(`${Buffer.byteLength(part)}:`).update(part), createHash('sha256'))
  .digest('hex')

const copyOf = (folder: string) => ({ name, text }: Source): TaskEither.TaskEither<DataError, void> => {
  const file = join(folder, name)
  return pipe(
    TaskEither.tryCatch(
      () => mkdir(dirname(file), { recursive: true }),
      (error): DataError => ({ file: dirname(file), reason: systemReason(error, 'it cannot be made'), remedy: 'Give a folder that may be written' })),
    TaskEither.chain(() => writeFileAtomically(file, text)),
  )
}

/** A module with the files that it imports relatively, and its own name among them. */
const sourcesOf = (file: string): TaskEither.TaskEither<DataError, { readonly own: string; readonly sources: readonly Source[] }> => pipe(
  moduleGraph(file),
  TaskEither.map((modules) => {
    const root = commonFolder(modules.map((one) => resolve(one.file)))
    const nameOf = (path: string): string => relative(root, resolve(path)).split(sep).join('/')
    return { own: nameOf(file), sources: modules.map((one): Source => ({ name: nameOf(one.file), text: one.text })) }
  }),
)

/**
 * Copies a module and the files that it imports relatively (TypeScript, JavaScript, JSON; also through others) into
 * `folder`/source, laid out as they were. What lies in packages is not copied.
 */
export const keepSources = (file: string, folder: string): TaskEither.TaskEither<DataError, KeptSources> => pipe(
  sourcesOf(file),
  TaskEither.chain(({ own, sources }) => pipe(
    sources,
    TaskEither.traverseSeqArray(copyOf(join(folder, 'source'))),
    TaskEither.map((): KeptSources => ({ copy: `source/${own}`, sha256: hashOf(sources) })),
  )),
)

/** The hash that `keepSources` gives, with nothing copied. */
export const hashOfSources = (file: string): TaskEither.TaskEither<DataError, string> =>
  pipe(sourcesOf(file), TaskEither.map(({ sources }) => hashOf(sources)))
