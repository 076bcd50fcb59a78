import { describe, expect, test } from 'vitest'
import { f32, foldIn, fromFlat, key, type Key, toFlat } from '../../src/index.ts'
import { threefry2x32 } from '../../src/engines/eager/kernels/threefry.ts'
import { threefry } from '../engines/reference/randomness.ts'

/** Known answers of Random123 1.14 (`kat_vectors`, threefry2x32 with 20 rounds): counter, key, result. */
const published = [
  ['00000000 00000000', '00000000 00000000', '6b200159 99ba4efe'],
  ['ffffffff ffffffff', 'ffffffff ffffffff', '1cb996fc bb002be7'],
  ['243f6a88 85a308d3', '13198a2e 03707344', 'c4923a9c 483df7a0'],
] as const

const pair = (text: string): readonly [number, number] => {
  const [a = '', b = ''] = text.split(' ')
  return [Number.parseInt(a, 16), Number.parseInt(b, 16)]
}

const big = ([a, b]: readonly [number, number]): readonly [bigint, bigint] => [BigInt(a), BigInt(b)]

describe('Threefry-2x32-20', () => {
  test.each(published)('counter %s under key %s', (counter, under, result) => {
    expect(threefry2x32(...pair(under), ...pair(counter))).toEqual(pair(result))
    expect(threefry(big(pair(under)), big(pair(counter)))).toEqual(big(pair(result)))
  })

  test('foldIn and randomBits are made of it', () => {
    const root: Key = fromFlat([2], pair('13198a2e 03707344'), { dtype: 'u32' })
    const [a, b] = threefry2x32(...pair('13198a2e 03707344'), 0, 5)
    expect(toFlat(foldIn(root, 5))).toEqual([a, b])
    expect(toFlat(f32.randomBits(root, [6]))[5]).toBe((a ^ b) >>> 0)
  })

  test('a key is its seed in two words', () => {
    expect(toFlat(key(0))).toEqual([0, 0])
    expect(toFlat(key(2 ** 32 - 1))).toEqual([0, 2 ** 32 - 1])
    expect(toFlat(key(2 ** 32 + 5))).toEqual([1, 5])
    expect(toFlat(key(Number.MAX_SAFE_INTEGER))).toEqual([2 ** 21 - 1, 2 ** 32 - 1])
  })
})
