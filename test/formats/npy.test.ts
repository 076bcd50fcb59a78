import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeNpy, encodeNpy } from '../../src/formats/npy.ts'
import { equals, precisionOf, tensor, toFlat, toNested } from '../../src/index.ts'
import { holds } from '../support/examples.ts'
import { read, refusal } from './outcome.ts'
import { made, tensors } from './tensors.ts'

/** An npy file made by hand: any header and any bytes after it. */
const npy = (header: string, data: Uint8Array | number = 0, version = 1): Uint8Array => {
  const text = new TextEncoder().encode(header)
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8 & 255, 0, 0]
  return Uint8Array.of(0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...length, ...text, ...(typeof data === 'number' ? new Uint8Array(data) : data))
}

const header = (descr: string, shape: string, order = 'False') => `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`

const bytes = (width: number, set: (view: DataView, at: number, x: number) => void, numbers: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(width * numbers.length))
  numbers.forEach((x, i) => { set(view, i * width, x) })
  return new Uint8Array(view.buffer)
}

describe('encode and decode', () => {
  test('give back every tensor, to the bit', () => {
    holds(fc.property(tensors, (x) => {
      expect(equals(read(decodeNpy('f', encodeNpy(x))), x)).toBe(true)
    }), 300)
  })

  test('by hand, as numpy.save writes it', () => {
    const file = encodeNpy(tensor([[1, 2, 3]]))
    const text = String.fromCharCode(...file.subarray(0, 128))
    expect(text).toBe(`\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }${' '.repeat(58)}\n`)
    expect([...file.subarray(128)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40])
    expect(String.fromCharCode(...encodeNpy(tensor([7], { dtype: 'i32' })).subarray(10, 70))).toContain("'shape': (1,), }")
    expect(String.fromCharCode(...encodeNpy(tensor(7)).subarray(10, 70))).toContain("'shape': (), }")
    // 16 axes need 113 bytes, and the room that NumPy leaves for the first to grow to 21 digits 20 more: the third 64 begin.
    expect(encodeNpy(made(Array<number>(16).fill(1), [5]))).toHaveLength(192 + 4)
    expect(encodeNpy(made([2 ** 11, ...Array<number>(9).fill(1)], Array<number>(2 ** 11).fill(0)))).toHaveLength(128 + 4 * 2 ** 11)
  })
})

describe('decode', () => {
  const set = {
    i16: (v: DataView, at: number, x: number) => { v.setInt16(at, x) }, i64: (v: DataView, at: number, x: number) => { v.setBigInt64(at, BigInt(x), true) },
    u64: (v: DataView, at: number, x: number) => { v.setBigUint64(at, BigInt(x), true) }, f32: (v: DataView, at: number, x: number) => { v.setFloat32(at, x) },
    u16: (v: DataView, at: number, x: number) => { v.setUint16(at, x, true) },
  }
  test.each<readonly [string, Uint8Array, string, readonly number[]]>([
    ['big-endian f4', npy(header('>f4', '(2,)'), bytes(4, set.f32, [1.5, -2])), 'f32', [1.5, -2]],
    ['big-endian i2', npy(header('>i2', '(2,)'), bytes(2, set.i16, [-300, 5])), 'i32', [-300, 5]],
    ['i8 that fits', npy(header('<i8', '(3,)'), bytes(8, set.i64, [-(2 ** 31), 0, 2 ** 31 - 1])), 'i32', [-(2 ** 31), 0, 2 ** 31 - 1]],
    ['u8 that fits', npy(header('<u8', '(2,)'), bytes(8, set.u64, [0, 2 ** 32 - 1])), 'u32', [0, 2 ** 32 - 1]],
    ['bytes', npy(header('|u1', '(3,)'), Uint8Array.of(0, 200, 255)), 'i32', [0, 200, 255]],
    ['signed bytes', npy(header('|i1', '(2,)'), Uint8Array.of(0x80, 0x7f)), 'i32', [-128, 127]],
    ['truth values', npy(header('|b1', '(2,)'), Uint8Array.of(1, 0)), 'bool', [1, 0]],
    ['halves', npy(header('<f2', '(7,)'), bytes(2, set.u16, [0x3c00, 0x8000, 0x7c00, 0xfc00, 0x0001, 0x7bff, 0x7e00])), 'f32', [1, -0, Infinity, -Infinity, 2 ** -24, 65504, NaN]],
    ['a single number', npy(header('|u1', '()'), Uint8Array.of(3)), 'i32', [3]],
    ['version 2', npy(header('|u1', '(1,)'), Uint8Array.of(3), 2), 'i32', [3]],
    ['version 3', npy(header('|u1', '(1,)'), Uint8Array.of(3), 3), 'i32', [3]],
    ['fields in another order', npy("{'shape': (1,), 'descr': '|u1', 'fortran_order': False}", Uint8Array.of(3)), 'i32', [3]],
  ])('%s', (_name, file, kind, numbers) => {
    const x = read(decodeNpy('f.npy', file))
    expect(precisionOf(x)).toBe(kind)
    expect(toFlat(x)).toEqual(numbers)
  })

  test('Fortran order becomes row-major', () => {
    const x = read(decodeNpy('f', npy(header('|u1', '(2, 3)', 'True'), Uint8Array.of(1, 4, 2, 5, 3, 6))))
    expect(toNested(x)).toEqual([[1, 2, 3], [4, 5, 6]])
    const deep = read(decodeNpy('f', npy(header('|u1', '(2, 3, 2)', 'True'), Uint8Array.from({ length: 12 }, (_, i) => i))))
    expect(toNested(deep)).toEqual([[[0, 6], [2, 8], [4, 10]], [[1, 7], [3, 9], [5, 11]]])
  })

  test.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'it does not begin as an npy file does'],
    ['a text', new TextEncoder().encode('1,2,3'), 'it does not begin as an npy file does'],
    ['version 4', npy(header('<f4', '(1,)'), 4, 4), 'it is of version 4'],
    ['a cut header', npy(header('<f4', '(1,)')).slice(0, 9), 'it ends before its header'],
    ['a header beyond the end', npy(header('<f4', '(1,)')).slice(0, 40), 'it claims a header of'],
    ['an object', npy(header('|O', '(1,)'), 8), 'its numbers are of type "|O"'],
    ['a record', npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 4), 'is not one of an array of plain numbers'],
    ['a program', npy("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,), }", 4), 'is not one of an array of plain numbers'],
    ['a field twice', npy("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", 4), 'is not one of an array of plain numbers'],
    ['a field too few', npy("{'descr': '<f4', 'shape': (1,), }", 4), 'is not one of an array of plain numbers'],
    ['a complex number', npy(header('<c8', '(1,)'), 8), 'its numbers are of type "<c8"'],
    ['a name of a prototype', npy(header('<constructor', '(1,)'), 8), 'its numbers are of type "<constructor"'],
    ['too few numbers', npy(header('<f4', '(3,)'), 8), 'shape [3] of f32 needs 12 bytes, 8 are given'],
    ['too many numbers', npy(header('<f4', '(1,)'), 8), 'shape [1] of f32 needs 4 bytes, 8 are given'],
    ['a huge shape', npy(header('<f4', '(4294967296, 4294967296)'), 4), 'needs 73786976294838210000 bytes, 4 are given'],
    ['no numbers', npy(header('<f4', '(0, 3)')), 'a tensor of shape [0, 3] has no numbers'],
    ['65 axes', npy(header('<f4', `(${Array(65).fill('1').join(', ')})`), 4), 'it has 65 axes, more than 64'],
    ['i8 that does not fit', npy(header('<i8', '(2,)'), bytes(8, set.i64, [1, 2 ** 31])), 'number 1 (i64) does not fit into i32'],
    ['u8 that does not fit', npy(header('<u8', '(1,)'), bytes(8, set.u64, [2 ** 32])), 'number 0 (u64) does not fit into u32'],
    ['a truth value 2', npy(header('|b1', '(1,)'), Uint8Array.of(2)), 'number 0 (bool) does not fit into bool'],
  ])('%s is refused', (_name, file, message) => {
    const said = refusal(decodeNpy('data.npy', file))
    expect(said).toMatch(/^data\.npy: /)
    expect(said).toContain(message)
  })

  test('no spoiled file throws', () => {
    const whole = encodeNpy(tensor([[1, 2], [3, 4]]))
    holds(fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }), fc.nat(whole.length), (changes, length) => {
      const spoiled = whole.slice(0, length)
      for (const [at, byte] of changes) if (at < length) spoiled[at] = byte
      const outcome = decodeNpy('f', spoiled)
      expect(outcome._tag === 'Left' ? outcome.left.file : outcome.right.dtype).toBeTypeOf('string')
    }), 1000)
  })
})
