import type { Storage } from '../../tensor/kernels/storage.ts'

/** How a file may hold a number. */
export type Element = 'f16' | 'f32' | 'f64' | 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64' | 'bool'

/** Numbers read, and the index of the first that the kind does not hold; −1 where there is none. */
export interface Numbers {
  readonly numbers: Storage
  readonly wrong: number
}

/** Bytes as numbers. The bytes are copied, wherever they lie; their length is a multiple of the element's. */
export const readNumbers = (element: Element, bytes: Uint8Array, littleEndian: boolean): Numbers => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = littleEndian
  switch (element) {
    case 'f16': return { numbers: filled(new Float32Array(bytes.length / 2), (i) => half(view.getUint16(2 * i, little))), wrong: -1 }
    case 'f32': return { numbers: filled(new Float32Array(bytes.length / 4), (i) => view.getFloat32(4 * i, little)), wrong: -1 }
    case 'f64': return { numbers: filled(new Float64Array(bytes.length / 8), (i) => view.getFloat64(8 * i, little)), wrong: -1 }
    case 'i8': return { numbers: filled(new Int32Array(bytes.length), (i) => view.getInt8(i)), wrong: -1 }
    case 'u8': return { numbers: filled(new Int32Array(bytes.length), (i) => view.getUint8(i)), wrong: -1 }
    case 'i16': return { numbers: filled(new Int32Array(bytes.length / 2), (i) => view.getInt16(2 * i, little)), wrong: -1 }
    case 'u16': return { numbers: filled(new Int32Array(bytes.length / 2), (i) => view.getUint16(2 * i, little)), wrong: -1 }
    case 'i32': return { numbers: filled(new Int32Array(bytes.length / 4), (i) => view.getInt32(4 * i, little)), wrong: -1 }
    case 'u32': return { numbers: filled(new Uint32Array(bytes.length / 4), (i) => view.getUint32(4 * i, little)), wrong: -1 }
    case 'i64': return kept(new Int32Array(bytes.length / 8), (i) => Number(view.getBigInt64(8 * i, little)))
    case 'u64': return kept(new Uint32Array(bytes.length / 8), (i) => Number(view.getBigUint64(8 * i, little)))
    case 'bool': return keptTruths(bytes)
  }
}

const filled = <S extends Storage>(numbers: S, at: (i: number) => number): S => {
  for (let i = 0; i < numbers.length; i++) numbers[i] = at(i)
  return numbers
}

/** Stops at the first number that storage of 32 bits does not hold. */
const kept = (numbers: Int32Array | Uint32Array, at: (i: number) => number): Numbers => {
  for (let i = 0; i < numbers.length; i++) {
    const x = at(i)
    numbers[i] = x
    if (numbers[i] !== x) return { numbers, wrong: i }
  }
  return { numbers, wrong: -1 }
}

const keptTruths = (bytes: Uint8Array): Numbers => {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 1) return { numbers: new Uint8Array(0), wrong: i }
  return { numbers: Uint8Array.from(bytes), wrong: -1 }
}

/** A number of IEEE 754 binary16 from its bits; every one is an f32. */
const half = (bits: number): number => {
  const [sign, exponent, fraction] = [bits >>> 15 === 0 ? 1 : -1, (bits >>> 10) & 31, bits & 1023]
  return exponent === 31 ? (fraction === 0 ? sign * Infinity : NaN)
    : exponent === 0 ? sign * fraction * 2 ** -24
    : sign * (1024 + fraction) * 2 ** (exponent - 25)
}
