import { elements } from '../formats/element.ts'
import { checkLayout, fromNamed, type NamedOptions, toNamed } from '../formats/named.ts'
import { quoted } from '../formats/quoted.ts'
import { dtypes } from '../formats/safetensors-header.ts'
import { encodeSafetensors } from '../formats/safetensors.ts'
import { pipe, TaskEither } from '../fp.ts'
import { hashNamed, hashTree } from '../tensor/hash.ts'
import type { Shape, Tensor, Tree } from '../tensor.ts'
import type { DataError } from './data-error.ts'
import { everyTensor, withSafetensors } from './open-safetensors.ts'
import { writeFileAtomically } from './write-file.ts'

/** What the metadata of a checkpoint calls its format. */
const FORMAT = 'pullback-checkpoint-1'

/** A state that was read, and what its file says of it. */
export interface Checkpoint<T extends Tree> {
  readonly state: T
  readonly metadata: Readonly<Record<string, string>>
}

/** What a file holds, from its header alone. */
export interface Inspected {
  readonly tensors: readonly {
    readonly name: string
    /** as the file has it: F64, F32, I32, U32 or BOOL */
    readonly dtype: string
    readonly shape: Shape
    readonly elements: number
    readonly bytes: number
  }[]
  readonly metadata: Readonly<Record<string, string>>
  /** of the whole file */
  readonly bytes: number
}

/** SHA-256 of named tensors, as `hashTree` of the tree that they came from. */
const hashOf = (tensors: Readonly<Record<string, Tensor>>): string =>
  hashNamed(Object.entries(tensors).map(([path, tensor]) => ({ path, tensor })).sort((a, b) => a.path < b.path ? -1 : 1))

/**
 * Writes any tree of tensors, such as a training state, as one safetensors file, whole or not at all. Tensors are named by
 * their paths (`params.0.w`), so other programs can read them; the metadata are `metadata`, `format: pullback-checkpoint-1` and
 * `sha256`, the hash of the whole tree (`hashTree`), which is checked when it is read.
 */
export const saveCheckpoint = (
  file: string, state: Tree, metadata: Readonly<Record<string, string>> = {},
): TaskEither.TaskEither<DataError, void> =>
  writeFileAtomically(file, encodeSafetensors(toNamed(state), { ...metadata, format: FORMAT, sha256: hashTree(state) }))

/**
 * Reads a tree that was saved; `like` says its structure, shapes and kinds (the numbers in it do not matter). What comes back
 * equals what was saved to the bit. Also takes the file of another program whose tensors have these names. Of a whole state,
 * `loadCheckpoint(file, { params, state }, { extra: 'ignored' })` takes the weights alone.
 *
 * The header is checked against the file's size and against `like` before a single number is read.
 */
export const loadCheckpoint = <T extends Tree>(
  file: string, like: T, options: NamedOptions = {},
): TaskEither.TaskEither<DataError, Checkpoint<T>> => {
  const wanted = toNamed(like)
  return withSafetensors(file, (opened) => {
    const { entries, metadata } = opened.header
    return pipe(
      knownFormat(file, metadata['format']),
      TaskEither.chainEitherK(() => checkLayout(file, wanted, new Map(entries.map(({ name, shape, element }) => [name, { shape, kind: element }])), options)),
      TaskEither.chain(() => everyTensor(opened)),
      TaskEither.filterOrElse((tensors) => metadata['sha256'] === undefined || metadata['sha256'] === hashOf(tensors), (): DataError => ({
        file, place: 'numbers', reason: 'they are not those that were saved: their SHA-256 is not the one in the metadata',
        remedy: 'Take a copy that was not changed, or another checkpoint',
      })),
      TaskEither.chainEitherK((tensors) => fromNamed(file, like, tensors, options)),
      TaskEither.map((state) => ({ state, metadata })),
    )
  })
}

/** What a checkpoint, or any safetensors file, holds. Reads its header and no number. */
export const inspectCheckpoint = (file: string): TaskEither.TaskEither<DataError, Inspected> =>
  withSafetensors(file, ({ header: { entries, metadata }, size }) => TaskEither.right({
    tensors: entries.map(({ name, element, shape, from, to }) =>
      ({ name, dtype: dtypes.get(element) ?? element, shape, elements: (to - from) / elements[element].bytes, bytes: to - from })),
    metadata,
    bytes: size,
  }))

/** Refuses a checkpoint of a later format. */
const knownFormat = (file: string, format: string | undefined): TaskEither.TaskEither<DataError, void> =>
  format?.startsWith('pullback-checkpoint-') === true && format !== FORMAT
    ? TaskEither.left({ file, place: 'metadata', reason: `its format is ${quoted(format)}, this version reads ${FORMAT}`, remedy: 'Use the version of Pullback that wrote it' })
    : TaskEither.right(undefined)
