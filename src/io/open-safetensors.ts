import { type FileHandle, open, stat } from 'node:fs/promises'
import { type Entry, type Header, headerLength, PREFIX, readHeader } from '../formats/safetensors-header.ts'
import { tensorOf } from '../formats/safetensors.ts'
import { pipe, TaskEither } from '../fp.ts'
import type { Tensor } from '../tensor.ts'
import type { DataError } from './data-error.ts'
import { unreadable } from './read-file.ts'

/** A safetensors file whose header has been read and checked; its numbers still lie on the disk. */
export interface OpenSafetensors {
  readonly header: Header
  /** bytes of the whole file */
  readonly size: number
  readonly tensor: (entry: Entry) => TaskEither.TaskEither<DataError, Tensor>
}

/** At most this much is asked of the system at once; it refuses 2 GiB and more. */
const ONCE = 2 ** 30

/** Fills `into` from a place of the file. */
const fill = async (handle: FileHandle, into: Uint8Array, position: number): Promise<void> => {
  if (into.length === 0) return
  const { bytesRead } = await handle.read(into, 0, Math.min(into.length, ONCE), position)
  if (bytesRead === 0) throw new Error('it became shorter while it was read')
  return fill(handle, into.subarray(bytesRead), position + bytesRead)
}

/** The bytes of a part that is known to lie in the file. */
const part = (file: string, handle: FileHandle, from: number, length: number): TaskEither.TaskEither<DataError, Uint8Array> =>
  TaskEither.tryCatch(async () => {
    const bytes = new Uint8Array(length)
    await fill(handle, bytes, from)
    return bytes
  }, unreadable(file))

/** How long a file is. What is no ordinary file (a pipe, a device) has no length to hold a header against. */
const sizeOf = (file: string): TaskEither.TaskEither<DataError, number> => pipe(
  TaskEither.tryCatch(() => stat(file), unreadable(file)),
  TaskEither.chain((found) => found.isFile() ? TaskEither.right(found.size)
    : TaskEither.left<DataError>({ file, reason: `this is ${found.isDirectory() ? 'a folder, not a file' : 'not an ordinary file'}`, remedy: 'Give the path of a readable file' })),
)

const opened = (file: string, handle: FileHandle, size: number): TaskEither.TaskEither<DataError, OpenSafetensors> => pipe(
  part(file, handle, 0, Math.min(PREFIX, size)),
  TaskEither.chainEitherK((first) => headerLength(file, first, size)),
  TaskEither.chain((length) => part(file, handle, PREFIX, length)),
  TaskEither.chainEitherK((bytes) => readHeader(file, bytes, size)),
  TaskEither.map((header): OpenSafetensors => ({
    header,
    size,
    tensor: (entry) => pipe(
      part(file, handle, header.start + entry.from, entry.to - entry.from),
      TaskEither.chainEitherK((bytes) => tensorOf(file, entry, bytes))),
  })),
)

/** Opens a safetensors file, checks its header against its size, runs `use`, and closes it. Numbers are read when asked for. */
export const withSafetensors = <A>(
  file: string, use: (opened: OpenSafetensors) => TaskEither.TaskEither<DataError, A>,
): TaskEither.TaskEither<DataError, A> => pipe(
  sizeOf(file),
  TaskEither.chain((size) => TaskEither.bracket(
    TaskEither.tryCatch(() => open(file, 'r'), unreadable(file)),
    (handle) => pipe(opened(file, handle, size), TaskEither.chain(use)),
    (handle) => TaskEither.tryCatch(() => handle.close(), unreadable(file)))),
)

/** All tensors of an open file by name. */
export const everyTensor = ({ header, tensor }: OpenSafetensors): TaskEither.TaskEither<DataError, Readonly<Record<string, Tensor>>> => pipe(
  header.entries,
  TaskEither.traverseSeqArray((entry) => pipe(tensor(entry), TaskEither.map((found) => [entry.name, found] as const))),
  TaskEither.map((found) => Object.fromEntries(found)),
)
