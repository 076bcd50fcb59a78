import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { requireThat } from '../misuse.ts'
import { sizeOf } from '../shape/size.ts'
import { precisionOf, storageOf } from '../tensor/host.ts'
import { canonicalBytes } from '../tensor/kernels/canonical-bytes.ts'
import type { Shape, Tensor } from '../tensor.ts'
import { elements, tensorFrom } from './element.ts'
import { quoted } from './quoted.ts'
import { dtypes, type Entry, headerLength, PREFIX, readHeader } from './safetensors-header.ts'

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, Tensor>>
  readonly metadata: Readonly<Record<string, string>>
}

interface Placed extends Entry {
  readonly tensor: Tensor
}

const order = [...dtypes.keys()]

/** Every tensor with its place: by dtype, then by name. */
const placed = (tensors: Readonly<Record<string, Tensor>>): readonly Placed[] =>
  Object.entries(tensors)
    .map(([name, tensor]) => ({ name, tensor, element: precisionOf(tensor), shape: tensor.shape as Shape }))
    .sort((a, b) => order.indexOf(a.element) - order.indexOf(b.element) || (a.name < b.name ? -1 : 1))
    .reduce<readonly Placed[]>((before, one) => {
      const from = before.at(-1)?.to ?? 0
      return [...before, { ...one, from, to: from + elements[one.element].bytes * sizeOf(one.shape) }]
    }, [])

const member = (name: string, value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`

const headerText = (entries: readonly Placed[], metadata: Readonly<Record<string, string>>): string => {
  const notes = Object.entries(metadata).sort(([a], [b]) => a < b ? -1 : 1).map(([key, text]) => member(key, text))
  const parts = entries.map(({ name, element, shape, from, to }) => member(name, { dtype: dtypes.get(element), shape, data_offsets: [from, to] }))
  return `{${[...(notes.length === 0 ? [] : [`"__metadata__":{${notes.join(',')}}`]), ...parts].join(',')}}`
}

/** A whole number as 8 bytes, the lowest first. */
const eightBytes = (x: number): Uint8Array => Uint8Array.from({ length: PREFIX }, (_, i) => Math.floor(x / 256 ** i) % 256)

/**
 * Named tensors as the bytes of a safetensors file (https://github.com/huggingface/safetensors, "Format"): f32, f64, i32, u32
 * and bool as F32, F64, I32, U32 and BOOL. The same content gives the same bytes, in whatever order it was named; every NaN
 * is written in one form, −0 and subnormals as they are.
 *
 * Throws `Misuse` for a name `__metadata__` and for a text that is not Unicode (half a surrogate pair).
 */
export const encodeSafetensors = (
  tensors: Readonly<Record<string, Tensor>>, metadata: Readonly<Record<string, string>> = {},
): Uint8Array => {
  requireThat(!Object.hasOwn(tensors, '__metadata__'), 'safetensors', () => 'no tensor can have the name "__metadata__"')
  const broken = [...Object.keys(tensors), ...Object.entries(metadata).flat()].find((text) => /\p{Surrogate}/u.test(text))
  requireThat(broken === undefined, 'safetensors', () => `${quoted(broken ?? '')} is not a text of Unicode`)
  const entries = placed(tensors)
  const text = headerText(entries, metadata)
  const header = utf8ToBytes(text + ' '.repeat((PREFIX - utf8ToBytes(text).length % PREFIX) % PREFIX))
  return concatBytes(eightBytes(header.length), header, ...entries.map(({ tensor }) => canonicalBytes(storageOf('safetensors', tensor))))
}

/** The tensor of an entry from its own bytes. */
export const tensorOf = (file: string, { name, element, shape }: Entry, bytes: Uint8Array): Either.Either<DataError, Tensor> =>
  tensorFrom({ file, place: `tensor ${quoted(name)}` }, element, shape, bytes)

/**
 * The tensors and the metadata of a safetensors file; `file` is its name for messages.
 *
 * Everything that the header claims is checked against the number of bytes before a tensor is made: its length, offsets
 * (inside, without overlap or hole), shapes, dtypes, names that are there twice. Fails with the tensor or the byte at fault.
 */
export const decodeSafetensors = (file: string, bytes: Uint8Array): Either.Either<DataError, SafetensorsFile> => pipe(
  headerLength(file, bytes, bytes.length),
  Either.chain((length) => readHeader(file, bytes.subarray(PREFIX, PREFIX + length), bytes.length)),
  Either.chain(({ entries, metadata, start }) => pipe(
    entries,
    Either.traverseArray((entry) => pipe(
      tensorOf(file, entry, bytes.subarray(start + entry.from, start + entry.to)),
      Either.map((tensor) => [entry.name, tensor] as const))),
    Either.map((tensors) => ({ tensors: Object.fromEntries(tensors), metadata })),
  )),
)
