import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { decodeNpz, encodeNpz, type NpzOptions, unfitName } from './npz.ts'
import { quoted } from './quoted.ts'
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts'

const noRoom = (file: string, name: string, format: string): DataError =>
  ({ file, place: `tensor ${quoted(name)}`, reason: `${format} cannot hold a tensor of that name`, remedy: 'Give it another name' })

/** A safetensors file as an npz archive of the same names. An npz archive has no room for metadata, which are left out. */
export const safetensorsToNpz = (file: string, bytes: Uint8Array, options: NpzOptions = {}): Either.Either<DataError, Uint8Array> =>
  pipe(
    decodeSafetensors(file, bytes),
    Either.chain(({ tensors }) => {
      const unfit = Object.keys(tensors).find(unfitName)
      return unfit === undefined ? Either.right(encodeNpz(tensors, options)) : Either.left(noRoom(file, unfit, 'an npz archive'))
    }),
  )

/** An npz archive as a safetensors file of the same names, with these metadata. */
export const npzToSafetensors = (
  file: string, bytes: Uint8Array, metadata: Readonly<Record<string, string>> = {},
): Either.Either<DataError, Uint8Array> => pipe(
  decodeNpz(file, bytes),
  Either.filterOrElse((tensors) => !Object.hasOwn(tensors, '__metadata__'), () => noRoom(file, '__metadata__', 'a safetensors file')),
  Either.map((tensors) => encodeSafetensors(tensors, metadata)),
)
