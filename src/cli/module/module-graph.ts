import { resolve } from 'node:path'
import { pipe, TaskEither } from '../../fp.ts'
import type { DataError } from '../../io/data-error.ts'
import { readText } from '../../io/read-file.ts'
import { parseModule } from './parse-module.ts'
import { importedFile } from './relative-import.ts'

/** A file that an experiment is made of. */
export interface ModuleFile {
  /** as it was given, or absolute where another file imports it */
  readonly file: string
  readonly text: string
}

const isProgram = (file: string): boolean => /\.m?[jt]s$/.test(file)

/** An import that leads nowhere is left out: the engine says so where it is really taken. */
const importsOf = ({ file, text }: ModuleFile): TaskEither.TaskEither<DataError, readonly string[]> => isProgram(file)
  ? pipe(
    TaskEither.fromEither(parseModule(file, text)),
    TaskEither.map((specifiers) => specifiers.flatMap((one) => importedFile(resolve(file), one) ?? [])),
  )
  : TaskEither.right([])

const walk = (waiting: readonly string[], seen: readonly ModuleFile[]): TaskEither.TaskEither<DataError, readonly ModuleFile[]> => {
  const [file, ...others] = waiting
  if (file === undefined) return TaskEither.right(seen)
  if (seen.some((one) => resolve(one.file) === resolve(file))) return walk(others, seen)
  return pipe(
    readText(file),
    TaskEither.map((text): ModuleFile => ({ file, text })),
    TaskEither.bindTo('read'),
    TaskEither.bind('imports', ({ read }) => importsOf(read)),
    TaskEither.chain(({ read, imports }) => walk([...others, ...imports], [...seen, read])),
  )
}

/** A module and every file that it imports relatively, directly or through others; all of them parse. The module is the first. */
export const moduleGraph = (file: string): TaskEither.TaskEither<DataError, readonly ModuleFile[]> => walk([file], [])
