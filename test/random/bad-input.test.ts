import { describe, expect, test } from 'vitest'
import { f32, foldIn, key, Misuse, permutation, split, truncatedNormal, uniform } from '../../src/index.ts'

const refused: readonly (readonly [message: string, call: () => unknown])[] = [
  ['key: seed -1 is not a whole number from 0 to 2^53 - 1', () => key(-1)],
  ['key: seed 1.5 is not a whole number from 0 to 2^53 - 1', () => key(1.5)],
  ['key: seed NaN is not a whole number from 0 to 2^53 - 1', () => key(NaN)],
  ['key: seed 9007199254740992 is not a whole number from 0 to 2^53 - 1', () => key(2 ** 53)],
  ['foldIn: takes a whole number of 32 bits, not 0.5', () => foldIn(key(0), 0.5)],
  ['split: 0 is not a whole number from 1 upward', () => split(key(0), 0)],
  ['split: -1 is not a whole number from 1 upward', () => split(key(0), -1)],
  ['split: NaN is not a whole number from 1 upward', () => split(key(0), NaN)],
  ['permutation: -1 is not a whole number from 0 upward', () => permutation(key(0), -1)],
  ['permutation: 2.5 is not a whole number from 0 upward', () => permutation(key(0), 2.5)],
  ['permutation: NaN is not a whole number from 0 upward', () => permutation(key(0), NaN)],
  ['uniform: from 1 to 0 is not a finite range upward', () => uniform(f32, key(0), [2], 1, 0)],
  ['uniform: from NaN to 1 is not a finite range upward', () => uniform(f32, key(0), [2], NaN, 1)],
  ['uniform: from 0 to Infinity is not a finite range upward', () => uniform(f32, key(0), [2], 0, Infinity)],
  ['truncatedNormal: 1 is not below 1', () => truncatedNormal(f32, key(0), [2], 1, 1)],
  ['truncatedNormal: NaN is not below 1', () => truncatedNormal(f32, key(0), [2], NaN, 1)],
]

describe('what randomness refuses', () => {
  test.each(refused)('%s', (message, call) => {
    expect(call).toThrow(Misuse)
    expect(call).toThrow(message)
  })

  test('no numbers to permute is no mistake', () => {
    expect(permutation(key(0), 0)).toEqual([])
    expect(permutation(key(0), 1)).toEqual([0])
  })
})
