import { Either, pipe } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { showShape } from '../shape/size.ts'
import type { Shape } from '../tensor.ts'
import type { Element, Where } from './element.ts'
import { quoted } from './quoted.ts'

/** What the header of an npy file says of the numbers after it. */
export interface NpyHeader {
  readonly element: Element
  readonly littleEndian: boolean
  readonly fortranOrder: boolean
  readonly shape: Shape
  /** where in the file the numbers begin */
  readonly start: number
}

/** `\x93NUMPY`, and two bytes of version. */
const MAGIC: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
const VERSIONS = [1, 2, 3]

/** NumPy itself reads no longer header unless it is told to. */
const LONGEST = 10_000

/** NumPy's letters and widths (https://numpy.org/doc/stable/reference/arrays.interface.html, "typestr"). */
const typeNames: Readonly<Record<string, Element>> = {
  f2: 'f16', f4: 'f32', f8: 'f64', i1: 'i8', u1: 'u8', i2: 'i16', u2: 'u16', i4: 'i32', u4: 'u32', i8: 'i64', u8: 'u64', b1: 'bool',
}

/** The type that each kind of tensor is written as. */
const written: Readonly<Partial<Record<Element, string>>> = { f32: '<f4', f64: '<f8', i32: '<i4', u32: '<u4', bool: '|b1' }

const damaged = 'The file is damaged or is no npy file; write it again with numpy.save'

/** The header at the start of the bytes of an npy file (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
export const readNpyHeader = (where: Where, bytes: Uint8Array): Either.Either<DataError, NpyHeader> => {
  const refused = (reason: string): Either.Either<DataError, never> => Either.left({ ...where, reason, remedy: damaged })
  const version = bytes[MAGIC.length] ?? 0
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) return refused('it does not begin as an npy file does')
  if (!VERSIONS.includes(version)) return refused(`it is of version ${version}, versions ${VERSIONS.join(', ')} are known`)
  const start = version === 1 ? 10 : 12
  if (bytes.length < start) return refused('it ends before its header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  return length > Math.min(LONGEST, bytes.length - start)
    ? refused(`it claims a header of ${length} bytes, ${bytes.length - start} follow and ${LONGEST} are allowed`)
    : pipe(fieldsOf(where, new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(start, start + length))),
      Either.map((fields) => ({ ...fields, start: start + length })))
}

const field = /\s*'(descr|fortran_order|shape)'\s*:\s*(?:'([^']*)'|(True|False)|\(((?:\s*\d{1,16}\s*,)*\s*(?:\d{1,16}\s*)?)\))\s*(?:,|(?=\}))/gy

/** The fields of the dictionary that the header is, such as `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`. */
const fieldsOf = (where: Where, text: string): Either.Either<DataError, Omit<NpyHeader, 'start'>> => {
  const inside = text.trimEnd()
  const found = [...inside.slice(1).matchAll(field)]
  const rest = inside.slice(1 + found.map(([whole]) => whole.length).reduce((sum, length) => sum + length, 0)).trimStart()
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((name) => found.find(([, key]) => key === name))
  const [type, fortran, sizes] = [descr?.[2], order?.[3], shape?.[4]]
  if (!inside.startsWith('{') || rest !== '}' || found.length !== 3 || type === undefined || fortran === undefined || sizes === undefined) {
    return Either.left({ ...where, reason: `its header ${quoted(inside)} is not one of an array of plain numbers`, remedy: 'Save plain numbers: numpy.save(file, array.astype("<f4"))' })
  }
  const element = Object.hasOwn(typeNames, type.slice(1)) ? typeNames[type.slice(1)] : undefined
  return element === undefined || !/^[<>|=]/.test(type)
    ? Either.left({ ...where, reason: `its numbers are of type ${quoted(type)}`, remedy: `Convert it to one of ${Object.keys(typeNames).join(', ')}` })
    : Either.right({
      element, littleEndian: !type.startsWith('>'), fortranOrder: fortran === 'True',
      shape: sizes.split(',').filter((size) => size.trim() !== '').map(Number),
    })
}

/** NumPy leaves room for the first axis to grow to as many digits. */
const GROWTH = 21

/** The header as NumPy writes it: version 1, padded so that the numbers begin at a multiple of 64 bytes. */
export const npyHeader = (element: Element, shape: Shape): Uint8Array => {
  const sizes = shape.length === 1 ? `(${shape.join()},)` : showShape(shape).replace('[', '(').replace(']', ')')
  const text = `{'descr': '${written[element] ?? ''}', 'fortran_order': False, 'shape': ${sizes}, }`
  const grown = text.length + (shape[0] === undefined ? 0 : GROWTH - String(shape[0]).length)
  const length = Math.ceil((grown + 11) / 64) * 64 - 10
  return Uint8Array.from([...MAGIC, 1, 0, length % 256, Math.floor(length / 256), ...new TextEncoder().encode(`${text.padEnd(length - 1)}\n`)])
}
