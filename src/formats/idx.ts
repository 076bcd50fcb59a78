import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { Tensor } from '../tensor.ts'
import { checkSize, type Element, tensorFrom } from './element.ts'

/** The type codes of the format. */
const types: ReadonlyMap<number, Element> = new Map([[0x08, 'u8'], [0x09, 'i8'], [0x0b, 'i16'], [0x0c, 'i32'], [0x0d, 'f32'], [0x0e, 'f64']])

/** Two zeros, the type, the number of axes; then 4 bytes an axis, all big-endian. */
const MAGIC = 4
const SIZE = 4

/**
 * The array of an IDX file, the format of MNIST (http://yann.lecun.com/exdb/mnist, "The IDX file format"): bytes and whole
 * numbers become i32, real numbers f32 or f64. Images are `[count, rows, columns]` from 0 to 255, labels `[count]`.
 *
 * The sizes that the header claims are checked against the number of bytes before a tensor is made.
 */
export const decodeIdx = (file: string, bytes: Uint8Array): Either.Either<DataError, Tensor> => {
  const refused = (place: string, reason: string): Either.Either<DataError, never> =>
    Either.left({ file, place, reason, remedy: 'Give an IDX file, such as train-images-idx3-ubyte, whole; unpack it unless its name ends in .gz' })
  const [zero, alsoZero, code, axes] = bytes
  if (code === undefined || axes === undefined) return refused('byte 0', `it has ${bytes.length} bytes, an IDX file begins with ${MAGIC}`)
  const element = types.get(code)
  if (zero !== 0 || alsoZero !== 0 || element === undefined) {
    return refused('byte 0', 'it does not begin as an IDX file does, with two zeros and a type')
  }
  const start = MAGIC + SIZE * axes
  if (bytes.length < start) return refused(`byte ${MAGIC}`, `it claims ${axes} axes and ends before their sizes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(MAGIC + SIZE * axis))
  return pipe(
    checkSize({ file, place: `byte ${MAGIC}` }, element, shape, bytes.length - start),
    Either.chain(() => tensorFrom({ file }, element, shape, bytes.subarray(start), false)),
  )
}
