import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Shape } from '../tensor.ts'
import { checkSize, type Element, MOST_AXES, type Where } from './element.ts'
import { scanHeader, type ScannedTensor } from './kernels/scan-header.ts'
import { quoted } from './quoted.ts'

/** One tensor of a file: what it is, and where its bytes lie, counted from the end of the header. */
export interface Entry {
  readonly name: string
  readonly element: Element
  readonly shape: Shape
  readonly from: number
  readonly to: number
}

/** A header whose every claim has been held against the size of the file. */
export interface Header {
  /** in the order of their bytes, which they fill without a hole */
  readonly entries: readonly Entry[]
  readonly metadata: Readonly<Record<string, string>>
  /** where in the file the bytes of tensors begin */
  readonly start: number
}

/** The length of the header stands in the first 8 bytes. */
export const PREFIX = 8

/** What the format allows (https://github.com/huggingface/safetensors, "Format"). */
const LONGEST_HEADER = 100_000_000

/**
 * The dtypes of the format that a tensor here can hold. Tensors with the first of them come first in a file, as the format's own
 * library writes them, so that each begins at a multiple of its width.
 */
export const dtypes: ReadonlyMap<Element, string> = new Map([['f64', 'F64'], ['f32', 'F32'], ['u32', 'U32'], ['i32', 'I32'], ['bool', 'BOOL']])

const elementOf: ReadonlyMap<string, Element> = new Map([...dtypes].map(([element, dtype]) => [dtype, element]))

const damaged = 'The file is damaged or was written wrongly; fetch or write it again'

/** The length of the header from a file's first 8 bytes, once it is known to lie in the file. */
export const headerLength = (file: string, first: Uint8Array, size: number): Either.Either<DataError, number> => {
  if (size < PREFIX || first.length < PREFIX) {
    return Either.left({ file, place: 'byte 0', reason: `it has ${size} bytes, a safetensors file begins with ${PREFIX} of its header's length`, remedy: damaged })
  }
  const length = new DataView(first.buffer, first.byteOffset, PREFIX).getBigUint64(0, true)
  return length > BigInt(Math.min(LONGEST_HEADER, size - PREFIX))
    ? Either.left({
      file, place: 'byte 0', remedy: damaged,
      reason: length > BigInt(LONGEST_HEADER) ? `it claims a header of ${length.toString()} bytes, the format allows ${LONGEST_HEADER}`
        : `it claims a header of ${length.toString()} bytes, ${size - PREFIX} follow`,
    })
    : Either.right(Number(length))
}

/** The header from its own bytes, checked against the size of the whole file before any tensor is read. */
export const readHeader = (file: string, bytes: Uint8Array, size: number): Either.Either<DataError, Header> => pipe(
  textOf(file, bytes),
  Either.chain((text) => {
    const scanned = scanHeader(text, MOST_AXES)
    return 'reason' in scanned
      ? Either.left<DataError>({
        file, place: scanned.name === undefined ? `character ${scanned.at} of the header` : `name ${quoted(scanned.name)} in the header`,
        reason: scanned.reason, remedy: damaged,
      })
      : Either.right(scanned)
  }),
  Either.chain(({ tensors, metadata }) => pipe(
    tensors,
    Either.traverseArray((one) => entryOf(file, one)),
    Either.map((entries) => [...entries].sort((a, b) => a.from - b.from)),
    Either.chain((entries) => withoutHoles(file, entries, size - PREFIX - bytes.length)),
    Either.map((entries): Header => ({ entries, metadata: Object.fromEntries(metadata), start: PREFIX + bytes.length })),
  )),
)

const textOf = (file: string, bytes: Uint8Array): Either.Either<DataError, string> =>
  bytes[0] !== '{'.charCodeAt(0)
    ? Either.left({ file, place: `byte ${PREFIX}`, reason: 'the header does not begin with {', remedy: damaged })
    : Either.tryCatch(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), (): DataError =>
      ({ file, place: `byte ${PREFIX}`, reason: 'the header is not UTF-8 text', remedy: damaged }))

const entryOf = (file: string, { name, dtype, shape, offsets: [from, to] }: ScannedTensor): Either.Either<DataError, Entry> => {
  const where: Where = { file, place: `tensor ${quoted(name)}` }
  const element = elementOf.get(dtype)
  if (element === undefined) {
    return Either.left({ ...where, reason: `its dtype is ${quoted(dtype)}`, remedy: `Convert it to one of ${[...elementOf.keys()].join(', ')}` })
  }
  if (from === undefined || to === undefined || from > to) {
    return Either.left({ ...where, reason: 'its data_offsets are not a begin and an end', remedy: damaged })
  }
  return pipe(checkSize(where, element, shape, to - from), Either.map(() => ({ name, element, shape, from, to })))
}

/** Refuses bytes that no tensor has, that two have, or that are not there. */
const withoutHoles = (file: string, entries: readonly Entry[], room: number): Either.Either<DataError, readonly Entry[]> => {
  const end = entries.at(-1)?.to ?? 0
  const torn = entries.findIndex(({ from }, i) => from !== (entries[i - 1]?.to ?? 0))
  const [before, at] = [entries[torn - 1], entries[torn]]
  return at !== undefined
    ? Either.left({
      file, place: `tensor ${quoted(at.name)}`, remedy: damaged,
      reason: before !== undefined && at.from < before.to ? `its bytes from ${at.from} to ${at.to} overlap those of tensor ${quoted(before.name)}, to ${before.to}`
        : `bytes ${before?.to ?? 0} to ${at.from} before it belong to no tensor`,
    })
    : end !== room
      ? Either.left({ file, place: `byte ${Math.min(end, room)} of the data`, reason: `the tensors have ${end} bytes, the file has ${room} for them`, remedy: damaged })
      : Either.right(entries)
}
