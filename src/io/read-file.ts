import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from './data-error.ts'

/** Reasons of the file system in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'it may not be read',
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)

/** A whole file as text; one that ends in `.gz` is unpacked. */
export const readText = (file: string): TaskEither.TaskEither<DataError, string> => pipe(
  TaskEither.tryCatch(() => readFile(file), (error): DataError =>
    ({ file, reason: reasons[codeOf(error)] ?? `it cannot be read (${codeOf(error)})`, remedy: 'Give the path of a readable file' })),
  TaskEither.chain((bytes) => file.endsWith('.gz')
    ? TaskEither.tryCatch(() => promisify(gunzip)(bytes), (): DataError =>
      ({ file, reason: 'it ends in .gz but is not a whole gzip file', remedy: 'Fetch it again, or unpack it and give the unpacked file' }))
    : TaskEither.right(bytes)),
  TaskEither.map((bytes) => bytes.toString('utf8')),
)
