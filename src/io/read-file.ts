import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Either, pipe, TaskEither } from '../fp.ts'
import type { DataError } from './data-error.ts'
import { systemReason } from './system-error.ts'

/** What a `.gz` may unpack to: 2 GiB, so that a small file cannot fill the memory. */
const MOST_UNPACKED = 2 ** 31

/** What to say of a file that could not be read. */
export const unreadable = (file: string) => (error: unknown): DataError =>
  ({ file, reason: systemReason(error, 'it cannot be read'), remedy: 'Give the path of a readable file' })

const unpacked = (file: string, bytes: Uint8Array): TaskEither.TaskEither<DataError, Uint8Array> => TaskEither.tryCatch(
  () => promisify(gunzip)(bytes, { maxOutputLength: MOST_UNPACKED }),
  (error): DataError => error instanceof RangeError
    ? { file, reason: `it unpacks to more than ${MOST_UNPACKED} bytes`, remedy: 'Unpack it and give the unpacked file' }
    : { file, reason: 'it ends in .gz but is not a whole gzip file', remedy: 'Fetch it again, or unpack it and give the unpacked file' })

/** A whole file; one that ends in `.gz` is unpacked. */
export const readBytes = (file: string): TaskEither.TaskEither<DataError, Uint8Array> => pipe(
  TaskEither.tryCatch((): Promise<Uint8Array> => readFile(file), unreadable(file)),
  TaskEither.chain((bytes) => file.endsWith('.gz') ? unpacked(file, bytes) : TaskEither.right(bytes)),
)

/** A whole file as text; one that ends in `.gz` is unpacked. A byte order mark at the start is not part of the text. */
export const readText = (file: string): TaskEither.TaskEither<DataError, string> => pipe(
  readBytes(file),
  TaskEither.chainEitherK((bytes) => Either.tryCatch(
    () => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    (): DataError => ({ file, reason: 'it is not UTF-8 text', remedy: 'Save it as UTF-8' }))),
)
