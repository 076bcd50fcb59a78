import fc from 'fast-check'
import { sizeOf } from '../../../src/shape/size.ts'
import type { DType, Shape } from '../../../src/index.ts'
import type { Plain } from './plain.ts'

/** Where careless arithmetic goes wrong. All of them are f32 numbers. */
export const awkward: readonly number[] = [
  0, -0, 1, -1, 0.5, -0.5, NaN, Infinity, -Infinity,
  2 ** -149, -(2 ** -149), 2 ** -126, -(2 ** -127), 2 ** -126 - 2 ** -149,
  Math.fround(3.4028234663852886e38), -Math.fround(3.4028234663852886e38), 2 ** 24, 2 ** 24 + 2, 2 ** 31, 2 ** 32, -(2 ** 31), -(2 ** 31) - 256,
  1 + 2 ** -23, 1 - 2 ** -24, -1 + 2 ** -24, Math.fround(Math.PI), 88.5, -104, 710,
]

const wholes: readonly number[] = [0, 1, -1, 2, 7, 255, 65_535, 65_536, 2 ** 31 - 1, -(2 ** 31), 1_103_515_245, -12_345]

/** A small generator of its own, so that the engines are not tested with numbers that they drew (mulberry32). */
export const generator = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What numbers a tensor is filled with. */
export type Taste = 'ordinary' | 'awkward' | 'equal' | 'whole'

const element = (dtype: DType, taste: Taste, next: () => number): number => {
  const pick = (list: readonly number[]): number => list[Math.floor(next() * list.length)] ?? 0
  switch (dtype) {
    case 'bool': return next() < 0.5 ? 0 : 1
    case 'i32': return taste === 'ordinary' ? Math.floor(next() * 41) - 20 : pick(wholes)
    case 'u32': return taste === 'ordinary' ? Math.floor(next() * 2 ** 32) : pick(wholes) >>> 0
    case 'float': {
      const ordinary = (next() - 0.5 + next() * 2 ** -32) * 2 ** Math.floor(next() * 8)
      if (taste === 'whole') return Math.floor(next() * 9) - 4
      if (taste === 'equal') return pick([0, -0, 1, 2])
      return taste === 'awkward' && next() < 0.6 ? pick(awkward) : ordinary
    }
  }
}

/** A tensor from a seed; ordinary numbers have 53 bits, which f32 rounds. */
export const plain = (shape: Shape, dtype: DType, taste: Taste, seed: number): Plain => {
  const next = generator(seed)
  return { shape, dtype, numbers: Array.from({ length: sizeOf(shape) }, () => element(dtype, taste, next)) }
}

export const tastes: fc.Arbitrary<Taste> = fc.constantFrom<Taste>('ordinary', 'awkward', 'equal')
export const seeds: fc.Arbitrary<number> = fc.nat(2 ** 31 - 1)

/** Tensors of one kind: small shapes of any rank, now and then one long axis of odd size. */
export const plains = (dtype: DType, fewest = 0, most = 4): fc.Arbitrary<Plain> =>
  fc.tuple(shapes(fewest, most), tastes, seeds).map(([shape, taste, seed]) => plain(shape, dtype, taste, seed))

export const shapes = (fewest = 0, most = 4): fc.Arbitrary<Shape> => {
  const small = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: fewest, maxLength: most })
  const long = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 70 })), { minLength: Math.max(1, fewest), maxLength: Math.min(2, Math.max(1, most)) })
  return fewest > 2 || most === 0 ? small : fc.oneof({ weight: 3, arbitrary: small }, { weight: 1, arbitrary: long })
}

export const kinds: fc.Arbitrary<DType> = fc.constantFrom<DType>('float', 'i32', 'u32', 'bool')
