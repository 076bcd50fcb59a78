import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Misuse } from '../../src/index.ts'
import { BINS, histogramOf } from '../../src/report/histogram.ts'
import { holds } from '../support/examples.ts'

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)
const values = fc.array(fc.double(), { maxLength: 200 })
const bins = fc.integer({ min: 1, max: 40 })

describe('a histogram', () => {
  test('counts every value once: finite ones in bins, the others apart', () => {
    holds(fc.property(values, bins, (some, count) => {
      const { counts, nonFinite } = histogramOf(some, count)
      expect(counts).toHaveLength(count)
      expect(nonFinite).toBe(some.filter((value) => !Number.isFinite(value)).length)
      expect(sum(counts) + nonFinite).toBe(some.length)
    }), 500)
  })

  test('reaches from the smallest to the largest finite value, and does not depend on their order', () => {
    holds(fc.property(values, bins, (some, count) => {
      const finite = some.filter(Number.isFinite)
      const { from, to, counts } = histogramOf(some, count)
      expect([from, to]).toEqual(finite.length === 0 ? [0, 0] : [Math.min(...finite), Math.max(...finite)])
      expect(histogramOf(some.toReversed(), count).counts).toEqual(counts)
    }), 300)
  })

  test('of whole numbers with bins one wide is the count of each', () => {
    holds(fc.property(fc.array(fc.nat(31), { minLength: 1, maxLength: 300 }), (some) => {
      const { counts } = histogramOf([0, 32, ...some])
      expect(counts).toEqual(Array.from({ length: BINS }, (_, bin) =>
        some.filter((value) => value === bin).length + (bin === 0 || bin === BINS - 1 ? 1 : 0)))
    }), 200)
  })

  test.each([
    ['the largest is in the last bin', [0, 1, 2, 3, 4], 4, { from: 0, to: 4, counts: [1, 1, 1, 2], nonFinite: 0 }],
    ['equal values are in the first', [3, 3, NaN], 2, { from: 3, to: 3, counts: [2, 0], nonFinite: 1 }],
    ['nothing finite', [NaN, Infinity, -Infinity], 2, { from: 0, to: 0, counts: [0, 0], nonFinite: 3 }],
    ['no values', [], 2, { from: 0, to: 0, counts: [0, 0], nonFinite: 0 }],
    ['a range beyond the largest number', [-Number.MAX_VALUE, -1e307, 1e307, Number.MAX_VALUE], 2, { from: -Number.MAX_VALUE, to: Number.MAX_VALUE, counts: [2, 2], nonFinite: 0 }],
  ])('%s', (_, some, count, expected) => {
    expect(histogramOf(some, count)).toEqual(expected)
    expect(histogramOf(Float64Array.from(some), count)).toEqual(expected)
  })

  test.each([0, -1, 1.5, NaN])('of %s bins is refused', (count) => {
    expect(() => histogramOf([1], count)).toThrow(Misuse)
  })
})
