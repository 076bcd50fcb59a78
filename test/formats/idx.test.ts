import { describe, expect, test } from 'vitest'
import { decodeIdx } from '../../src/formats/idx.ts'
import { precisionOf, toFlat } from '../../src/index.ts'
import { read, refusal } from './outcome.ts'

/** An IDX file made by hand. */
const idx = (type: number, sizes: readonly number[], data: readonly number[], axes = sizes.length): Uint8Array =>
  Uint8Array.of(0, 0, type, axes, ...sizes.flatMap((size) => [size >>> 24, size >>> 16 & 255, size >>> 8 & 255, size & 255]), ...data)

test.each<readonly [string, Uint8Array, readonly number[], string, readonly number[]]>([
  ['bytes', idx(0x08, [2, 3], [0, 1, 2, 127, 128, 255]), [2, 3], 'i32', [0, 1, 2, 127, 128, 255]],
  ['signed bytes', idx(0x09, [2], [0x80, 0x7f]), [2], 'i32', [-128, 127]],
  ['whole numbers of 16 bits', idx(0x0b, [2], [0xff, 0xfe, 1, 0]), [2], 'i32', [-2, 256]],
  ['whole numbers of 32 bits', idx(0x0c, [1, 1, 2], [0x80, 0, 0, 0, 0, 0, 1, 2]), [1, 1, 2], 'i32', [-(2 ** 31), 258]],
  ['f32', idx(0x0d, [2], [0x3f, 0xc0, 0, 0, 0x80, 0, 0, 0]), [2], 'f32', [1.5, -0]],
  ['f64', idx(0x0e, [1], [0x3f, 0xf8, 0, 0, 0, 0, 0, 1]), [1], 'f64', [1.5 + 2 ** -52]],
  ['a single number', idx(0x08, [], [7]), [], 'i32', [7]],
])('%s', (_name, file, shape, kind, numbers) => {
  const x = read(decodeIdx('f', file))
  expect([x.shape, precisionOf(x)]).toEqual([shape, kind])
  expect(toFlat(x)).toEqual(numbers)
})

describe('a file that cannot be used is refused', () => {
  test.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'byte 0: it has 0 bytes, an IDX file begins with 4'],
    ['3 bytes', Uint8Array.of(0, 0, 8), 'byte 0: it has 3 bytes'],
    ['a gzip file', Uint8Array.of(0x1f, 0x8b, 8, 0), 'byte 0: it does not begin as an IDX file does'],
    ['an unknown type', idx(0x0a, [1], [1]), 'byte 0: it does not begin as an IDX file does'],
    ['no sizes', idx(0x08, [], [], 3), 'byte 4: it claims 3 axes and ends before their sizes'],
    ['255 axes', idx(0x08, Array<number>(255).fill(1), [1]), 'byte 4: it has 255 axes, more than 64'],
    ['too few numbers', idx(0x08, [2, 3], [0, 1, 2, 3, 4]), 'byte 4: shape [2, 3] of u8 needs 6 bytes, 5 are given'],
    ['too many numbers', idx(0x0d, [1], [0, 0, 0, 0, 0]), 'byte 4: shape [1] of f32 needs 4 bytes, 5 are given'],
    ['a huge shape', idx(0x08, [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1], []), 'bytes, 0 are given'],
    ['no numbers', idx(0x08, [0], []), 'a tensor of shape [0] has no numbers'],
  ])('%s', (_name, bytes, message) => {
    expect(refusal(decodeIdx('train.idx', bytes))).toContain('train.idx, ')
    expect(refusal(decodeIdx('train.idx', bytes))).toContain(message)
  })
})
