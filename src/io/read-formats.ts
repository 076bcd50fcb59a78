import { parseTable, type TableColumns, type TableOptions, type TableRow } from '../formats/csv.ts'
import { decodeIdx } from '../formats/idx.ts'
import { type Json, parseJsonLines } from '../formats/json-lines.ts'
import { decodeNpy } from '../formats/npy.ts'
import { decodeNpz } from '../formats/npz.ts'
import { decodeSafetensors, type SafetensorsFile } from '../formats/safetensors.ts'
import { type Either, pipe, TaskEither } from '../fp.ts'
import type { Tensor } from '../tensor.ts'
import type { DataError } from './data-error.ts'
import { everyTensor, withSafetensors } from './open-safetensors.ts'
import { readBytes, readText } from './read-file.ts'

/** What a reader gives: the content, or what is wrong with the file. A file whose name ends in `.gz` is unpacked first. */
type Read<A> = TaskEither.TaskEither<DataError, A>

const decoded = <A>(decode: (file: string, bytes: Uint8Array) => Either.Either<DataError, A>) => (file: string): Read<A> =>
  pipe(readBytes(file), TaskEither.chainEitherK((bytes) => decode(file, bytes)))

/** An IDX file, such as those of MNIST; see `decodeIdx`. */
export const readIdx: (file: string) => Read<Tensor> = decoded(decodeIdx)

/** An npy file; see `decodeNpy`. */
export const readNpy: (file: string) => Read<Tensor> = decoded(decodeNpy)

/** An npz archive; see `decodeNpz`. */
export const readNpz: (file: string) => Read<Readonly<Record<string, Tensor>>> = decoded(decodeNpz)

/** A safetensors file; see `decodeSafetensors`. Its header is checked before a number is read. */
export const readSafetensors = (file: string): Read<SafetensorsFile> => file.endsWith('.gz')
  ? decoded(decodeSafetensors)(file)
  : withSafetensors(file, (opened) => pipe(everyTensor(opened), TaskEither.map((tensors) => ({ tensors, metadata: opened.header.metadata }))))

/** A JSON Lines file; see `parseJsonLines`. */
export const readJsonLines = (file: string): Read<readonly Json[]> =>
  pipe(readText(file), TaskEither.chainEitherK((text) => parseJsonLines(file, text)))

/** The columns of a CSV file that are asked for; see `parseTable`. */
export const readCsv = <const C extends TableColumns>(file: string, options: TableOptions<C>): Read<readonly TableRow<C>[]> =>
  pipe(readText(file), TaskEither.chainEitherK((text) => parseTable(file, text, options)))
