import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, fromFlat, item, Misuse, type Nested, precisionOf, type Some, tensor, toFlat, toNested } from '../../src/index.ts'
import { holds, precisions, shape } from '../support/examples.ts'

/** Any number that a nested array may hold. */
const numbers = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, NaN, Infinity, -Infinity, 2 ** -149, 1e300))

const nest = (sizes: readonly number[], flat: readonly number[]): Nested => {
  const [size, ...rest] = sizes
  if (size === undefined) return flat[0] ?? NaN
  const width = flat.length / size
  return Array.from({ length: size }, (_, i) => nest(rest, flat.slice(i * width, (i + 1) * width)))
}

describe('construction and reading out', () => {
  test('nested arrays there and back: f64 keeps every number, f32 rounds once', () => {
    const sized = shape(0, 4, 4).chain((sizes) => {
      const count = sizes.reduce((a, b) => a * b, 1)
      return fc.tuple(fc.constant(sizes), fc.array(numbers, { minLength: count, maxLength: count }))
    })
    holds(fc.property(sized, ([sizes, flat]) => {
      for (const precision of precisions) {
        const kept = precision === 'f32' ? flat.map(Math.fround) : flat
        const x = tensor(nest(sizes, flat), { precision })
        expect(x.shape).toEqual(sizes)
        expect(precisionOf(x)).toBe(precision)
        expect(toFlat(x)).toEqual(kept)
        expect(toNested(x)).toEqual(nest(sizes, kept))
        expect(toFlat(fromFlat(sizes as Some, flat, { precision }))).toEqual(kept)
      }
    }), 200)
  })

  test('every kind of element', () => {
    expect(toFlat(tensor([0, -7, 2 ** 31 - 1, -(2 ** 31)], { dtype: 'i32' }))).toEqual([0, -7, 2 ** 31 - 1, -(2 ** 31)])
    expect(toFlat(tensor([0, 2 ** 32 - 1], { dtype: 'u32' }))).toEqual([0, 2 ** 32 - 1])
    expect(toNested(tensor([[true, false], [false, true]], { dtype: 'bool' }))).toEqual([[true, false], [false, true]])
    expect(toNested(fromFlat([2], [1, 0], { dtype: 'bool' }))).toEqual([true, false])
    expect(item(tensor(2.5))).toBe(2.5)
  })

  test('typed arrays of every sort are taken element by element', () => {
    for (const list of [Float32Array.of(1, 2), Float64Array.of(1, 2), Int8Array.of(1, 2), Uint32Array.of(1, 2), [1, 2], { length: 2, 0: 1, 1: 2 }]) {
      expect(toFlat(fromFlat([2], list))).toEqual([1, 2])
    }
  })

  test('a million numbers', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => Array.from({ length: 1000 }, (_unused, j) => i + j))
    const x = tensor(rows)
    expect(x.shape).toEqual([1000, 1000])
    expect(item(f32.max(f32.reshape(x, [1_000_000]), [0]))).toBe(1998)
  })
})

describe('what cannot be a tensor is refused, and the entry is named', () => {
  const refused: readonly (readonly [name: string, make: () => unknown, message: string])[] = [
    ['ragged', () => tensor([[1, 2], [3]]), 'tensor: ragged: entry [1] has 1 entries, the first of its kind has 2'],
    ['ragged deep inside', () => tensor([[[1], [2]], [[3], [4, 5]]]), 'tensor: ragged: entry [1][1] has 2 entries, the first of its kind has 1'],
    ['an empty array', () => tensor([]), 'tensor: an empty array has no shape'],
    ['an empty row', () => tensor([[]]), 'tensor: an empty array has no shape'],
    ['a later empty row', () => tensor([[1], []]), 'tensor: ragged: entry [1] has 0 entries, the first of its kind has 1'],
    ['a number among rows', () => tensor([[1, 2], 3]), 'tensor: entry [1] is one number where 2 should be'],
    ['a row among numbers', () => tensor([1, [2]]), 'tensor: entry [1] is an array where a number should be'],
    ['a hole', () => tensor(Object.assign([1, 2, 3], { length: 4 })), 'tensor: entry [3] (undefined) is not a number'],
    ['nothing but holes', () => tensor(new Array<number>(3)), 'tensor: entry [0] (undefined) is not a number'],
    ['text', () => tensor(['1'] as never), 'tensor: entry [0] ("1") is not a number'],
    ['null', () => tensor([1, null] as never), 'tensor: entry [1] (null) is not a number'],
    ['a bigint', () => tensor([1n] as never), 'tensor: entry [0] (1) is not a number'],
    ['a truth among real numbers', () => tensor([1, true]), 'tensor: entry [1] (true) is not a number'],
    ['a fraction among whole numbers', () => tensor([[1], [1.5]], { dtype: 'i32' }), 'tensor: entry [1][0] (1.5) is not a whole number of 32 bits'],
    ['NaN among whole numbers', () => tensor([NaN], { dtype: 'i32' }), 'tensor: entry [0] (NaN) is not a whole number of 32 bits'],
    ['a whole number that is too large', () => tensor([2 ** 31], { dtype: 'i32' }), 'tensor: entry [0] (2147483648) is not a whole number of 32 bits'],
    ['a negative one among bits', () => tensor([-1], { dtype: 'u32' }), 'tensor: entry [0] (-1) is not a whole number of 32 bits from 0 upward'],
    ['2 as a truth', () => tensor([2], { dtype: 'bool' }), 'tensor: entry [0] (2) is not true or false'],
    ['a kind that there is not', () => tensor([1], { dtype: 'int32' as never }), 'tensor: "int32" is not a kind of element: float, i32, u32 or bool'],
    ['a precision that there is not', () => tensor([1], { precision: 'f16' as never }), 'tensor: "f16" is not a precision: f32 or f64'],
    ['a size of 0', () => fromFlat([2, 0], []), 'tensor: every size in [2, 0] must be a whole number above 0'],
    ['negative sizes', () => fromFlat([-1, -2], [1, 2]), 'tensor: every size in [-1, -2] must be a whole number above 0'],
    ['a fraction as a size', () => fromFlat([1.5, 2], [1, 2, 3]), 'tensor: every size in [1.5, 2] must be a whole number above 0'],
    ['too few numbers', () => fromFlat([2, 2], [1, 2, 3]), 'tensor: shape [2, 2] holds 4 numbers, 3 were given'],
    ['too many numbers', () => fromFlat([], [1, 2]), 'tensor: shape [] holds 1 numbers, 2 were given'],
    ['no number at a place', () => fromFlat([2], [1, undefined as never]), 'tensor: number 1 (undefined) is not a number'],
    ['a hole in a flat list', () => fromFlat([2], new Array<number>(2)), 'tensor: number 0 (undefined) is not a number'],
  ]

  test.each(refused)('%s', (_name, make, message) => {
    expect(make).toThrow(Misuse)
    expect(make).toThrow(message)
  })
})
