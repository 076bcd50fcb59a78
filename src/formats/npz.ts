import { inflateSync, zipSync } from 'fflate'
import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { requireThat } from '../misuse.ts'
import type { Tensor } from '../tensor.ts'
import type { Where } from './element.ts'
import { crc32 } from './kernels/crc32.ts'
import { type Packed, zipDirectory } from './kernels/zip-directory.ts'
import { encodeNpy, npyAt } from './npy.ts'
import { quoted } from './quoted.ts'

export interface NpzOptions {
  /** deflated, as by `numpy.savez_compressed`; stored as they are when left out, as by `numpy.savez` */
  readonly compressed?: boolean
}

const ENDING = '.npy'
const [STORED, DEFLATED, ENCRYPTED] = [0, 8, 1]

/** Deflate packs at most 258 bytes into 2 bits, so a file that claims to be larger lies (RFC 1951, 3.2.5). */
const MOST_FOR_ONE = 1032

/** What an archive may unpack to in all: 2 GiB, so that a small one cannot fill the memory. */
const MOST_UNPACKED = 2 ** 31

/** A zip archive holds the local time; here it is always noon of the first day that it can hold. */
const always = (): Date => new Date(1980, 0, 1, 12)

/** Whether a name is no Unicode (half a surrogate pair) or has a character 0, at which Python ends the names of an archive. */
export const unfitName = (name: string): boolean => /\0|\p{Surrogate}/u.test(name)

/**
 * Named tensors as an npz archive that `numpy.load` reads, each as `name.npy`. The same content gives the same bytes (with
 * `compressed`, with the same version of this library).
 *
 * Throws `Misuse` for a name that an archive cannot hold; see `unfitName`.
 */
export const encodeNpz = (tensors: Readonly<Record<string, Tensor>>, { compressed = false }: NpzOptions = {}): Uint8Array => {
  const unfit = Object.keys(tensors).find(unfitName)
  requireThat(unfit === undefined, 'npz', () => `an archive cannot hold a tensor of the name ${quoted(unfit ?? '')}`)
  const files = Object.entries(tensors).sort(([a], [b]) => a < b ? -1 : 1).map(([name, x]) => [`${name}${ENDING}`, encodeNpy(x)] as const)
  return zipSync(Object.fromEntries(files), { mtime: always(), level: compressed ? 6 : 0 })
}

/**
 * The arrays of an npz archive by name, stored or deflated; see `decodeNpy` for what they become.
 *
 * Sizes that the archive claims are checked before anything is unpacked, and check sums after. Fails for a name that is
 * there twice, a file that is no npy file, and encrypted or zip64 archives.
 */
export const decodeNpz = (file: string, bytes: Uint8Array): Either.Either<DataError, Readonly<Record<string, Tensor>>> => pipe(
  listed(file, bytes),
  Either.chain(Either.traverseArray((packed) => pipe(
    unpacked(packed),
    Either.chain((content) => npyAt(packed.where, content)),
    Either.map((x) => [packed.name, x] as const)))),
  Either.map((found) => Object.fromEntries(found)),
)

/** A file of the archive with the name of its tensor. */
interface Listed extends Omit<Packed, 'name'> {
  readonly name: string
  readonly where: Where
}

const damaged = 'The file is damaged or is no npz archive; write it again with numpy.savez'

/** The files of an archive, each with a name of its own that ends in `.npy` and a size that can be. */
const listed = (file: string, bytes: Uint8Array): Either.Either<DataError, readonly Listed[]> => {
  const directory = zipDirectory(bytes)
  if ('reason' in directory) return Either.left({ file, place: `byte ${directory.at}`, reason: directory.reason, remedy: damaged })
  const size = directory.reduce((sum, packed) => sum + packed.size, 0)
  // Files that share their bytes could otherwise claim as much together as none can alone.
  return size > Math.min(MOST_UNPACKED, MOST_FOR_ONE * bytes.length)
    ? Either.left({ file, reason: `it claims to unpack from ${bytes.length} bytes to ${size}, more than it can or than ${MOST_UNPACKED}`, remedy: damaged })
    : pipe(directory, Either.traverseArray((packed) => named(file, packed)), Either.chain((found) => {
      const twice = [...found].sort((a, b) => a.name < b.name ? -1 : 1).find(({ name }, i, sorted) => name === sorted[i + 1]?.name)
      return twice === undefined ? Either.right(found) : Either.left({ ...twice.where, reason: 'the name is there twice', remedy: damaged })
    }))
}

const named = (file: string, packed: Packed): Either.Either<DataError, Listed> => pipe(
  Either.tryCatch(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(packed.name), (): DataError =>
    ({ file, reason: 'a name in the archive is not UTF-8 text', remedy: damaged })),
  Either.chain((path) => {
    const where: Where = { file, place: `tensor ${quoted(path)}` }
    const reason = unfitName(path) ? 'its name has a character 0'
      : !path.endsWith(ENDING) ? `its name does not end in ${ENDING}`
      : (packed.flags & ENCRYPTED) !== 0 ? 'it is encrypted'
      : packed.method !== STORED && packed.method !== DEFLATED ? `it is packed by method ${packed.method}, not stored or deflated`
      : packed.size > (packed.method === STORED ? packed.bytes.length : MOST_FOR_ONE * packed.bytes.length)
        ? `it claims to unpack to ${packed.size} bytes, which its ${packed.bytes.length} cannot`
      : undefined
    return reason === undefined ? Either.right({ ...packed, name: path.slice(0, -ENDING.length), where })
      : Either.left({ ...where, reason, remedy: damaged })
  }),
)

/** The content of a file, of the size and with the check sum that the directory says. */
const unpacked = ({ method, bytes, size, crc, where }: Listed): Either.Either<DataError, Uint8Array> => pipe(
  Either.tryCatch(() => method === STORED ? bytes : inflateSync(bytes, { out: new Uint8Array(size) }), (error): DataError =>
    ({ ...where, reason: `it cannot be unpacked (${error instanceof Error ? error.message : String(error)})`, remedy: damaged })),
  Either.filterOrElse((content) => content.length === size && crc32(content) === crc, (): DataError =>
    ({ ...where, reason: 'its content is not what the check sum says', remedy: damaged })),
)
