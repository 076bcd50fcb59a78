import { describe, expect, test } from 'vitest'
import { f32, f64, fromFlat, item, type Precision, toFlat } from '../../src/index.ts'

const engines = { f32, f64 } as const

/** A number so large that adding 1 to it is lost: it shows which terms meet first. */
const huge: Readonly<Record<Precision, number>> = { f32: 2 ** 24, f64: 2 ** 53 }

const terms = (precision: Precision, length: number, set: Readonly<Record<number, number>>) =>
  fromFlat([length as never], Array.from({ length }, (_, i) => set[i] ?? 0), { precision })

describe.each(['f32', 'f64'] as const)('the order of sums in %s, by hand', (precision) => {
  const ops = engines[precision]
  const big = huge[precision]

  test('up to eight terms are added upward', () => {
    expect(item(ops.sumAll(terms(precision, 3, { 0: big, 1: 1, 2: -big })))).toBe(0)
    expect(item(ops.sumAll(terms(precision, 3, { 0: big, 1: -big, 2: 1 })))).toBe(1)
    expect(item(ops.sumAll(terms(precision, 8, { 0: 1, 6: big, 7: -big })))).toBe(0)
  })

  test('term i goes to running sum i mod 8, each running sum goes upward, and the eight are added upward', () => {
    // terms 0 and 8 meet in running sum 0 before term 1 is seen; terms 0 and 4 do not
    expect(item(ops.sumAll(terms(precision, 9, { 0: big, 1: 1, 8: -big })))).toBe(1)
    expect(item(ops.sumAll(terms(precision, 9, { 0: big, 1: 1, 4: -big })))).toBe(0)
    // upward within a running sum: 1 is lost beside the huge one
    expect(item(ops.sumAll(terms(precision, 17, { 0: big, 8: 1, 16: -big })))).toBe(0)
    expect(item(ops.sumAll(terms(precision, 17, { 0: big, 8: -big, 16: 1 })))).toBe(1)
  })

  test('blocks of 4096 are summed apart, then their sums', () => {
    // in one block terms 0 and 4088 meet in running sum 0, before term 1 is seen
    expect(item(ops.sumAll(terms(precision, 4096, { 0: big, 1: 1, 4088: -big })))).toBe(1)
    expect(item(ops.sumAll(terms(precision, 4096, { 0: big, 1: 1, 2048: -big })))).toBe(1)
    // term 4096 begins another block: 1 is lost before it comes
    expect(item(ops.sumAll(terms(precision, 4097, { 0: big, 1: 1, 4096: -big })))).toBe(0)
  })

  test('blocks of blocks: 4096² + 1 terms', () => {
    const length = 4096 ** 2 + 1
    const ones = ops.spread(fromFlat([], [1], { precision }), [length as never])
    // 4096 sums of 4096 are exact; the last term is a block of its own, and in f32 is lost beside 2^24
    expect(item(ops.sumAll(ones))).toBe(precision === 'f32' ? 2 ** 24 : length)
  })

  test('a matrix product adds 256 products upward, then the sums of such blocks', () => {
    const dot = (set: Readonly<Record<number, number>>) =>
      toFlat(ops.matmul(ops.reshape(terms(precision, 300, set), [1, 300]), ops.fill([300, 1], 1)))[0]
    expect(dot({ 0: big, 1: 1, 2: -big })).toBe(0)
    expect(dot({ 0: big, 1: -big, 2: 1 })).toBe(1)
    // within a block each 1 is lost beside the huge one; a block of their own saves the two
    expect(dot({ 0: big, 254: 1, 255: 1 })).toBe(big)
    expect(dot({ 0: big, 128: 1, 129: 1 })).toBe(big)
    expect(dot({ 0: big, 256: 1, 257: 1 })).toBe(big + 2)
  })

  test('scatterAdd adds in the order of the ids, upward from +0', () => {
    const ids = fromFlat([3], [1, 1, 1], { dtype: 'i32' })
    expect(toFlat(ops.scatterAdd([2], ids, terms(precision, 3, { 0: big, 1: 1, 2: -big }) as never))).toEqual([0, 0])
    expect(toFlat(ops.scatterAdd([2], ids, terms(precision, 3, { 0: big, 1: -big, 2: 1 }) as never))).toEqual([0, 1])
  })

  test('a sum starts from +0, so a sum of −0 is +0', () => {
    expect(item(ops.sumAll(terms(precision, 1, { 0: -0 })))).toBe(0)
    expect(toFlat(ops.matmul(fromFlat([1, 1], [-0], { precision }), ops.fill([1, 1], 1)))).toEqual([0])
  })
})
