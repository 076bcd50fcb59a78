import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { notFiniteBands } from '../../src/report/not-finite.ts'
import type { Point } from '../../src/report/run-data.ts'
import { columnsOf, inOrder, KEPT, means, thinned } from '../../src/report/thin.ts'
import { holds } from '../support/examples.ts'

const value = fc.oneof({ weight: 8, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) }, { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) })
const points: fc.Arbitrary<readonly Point[]> = fc.array(fc.record({ step: fc.nat(500), value }), { maxLength: 400 }).map(inOrder)
const columns = fc.integer({ min: 1, max: 30 })
const finite = (some: readonly Point[]): readonly Point[] => some.filter((point) => Number.isFinite(point.value))
const sorted = (some: readonly Point[]): readonly number[] => finite(some).map((point) => point.value).toSorted((a, b) => a - b)

describe('thinning', () => {
  test('keeps of every column the first, the smallest, the largest and the last, and what is not finite', () => {
    holds(fc.property(points, columns, (all, count) => {
      const kept = new Set(thinned(all, count))
      for (const column of columnsOf(all, count)) {
        const left = column.filter((point) => kept.has(point))
        expect(sorted(left)[0]).toBe(sorted(column)[0])
        expect(sorted(left).at(-1)).toBe(sorted(column).at(-1))
        expect(finite(left)[0]).toBe(finite(column)[0])
        expect(finite(left).at(-1)).toBe(finite(column).at(-1))
        expect(left.length - finite(left).length > 0).toBe(column.length - finite(column).length > 0)
      }
    }), 300)
  })

  test('adds none, keeps the order, and leaves few enough', () => {
    holds(fc.property(points, columns, (all, count) => {
      const kept = thinned(all, count)
      expect(kept).toEqual(all.filter((point) => new Set(kept).has(point)))
      expect(kept.length).toBeLessThanOrEqual(Math.min(all.length, count * KEPT))
    }), 300)
  })

  test('columns hold every point once, in order, each in its own share of the steps', () => {
    holds(fc.property(points, columns, (all, count) => {
      const cut = columnsOf(all, count)
      expect(cut).toHaveLength(count)
      expect(cut.flat()).toEqual(all)
      const [first, width] = [all[0]?.step ?? 0, ((all.at(-1)?.step ?? 0) - (all[0]?.step ?? 0)) / count]
      // In a column's own units, so that its borders are whole numbers; a step on a border may round to either side.
      cut.forEach((column, c) => { for (const { step } of column) if (width > 0) expect(Math.abs((step - first) / width - c - 0.5)).toBeLessThanOrEqual(0.5 + 1e-9) })
    }), 300)
  })

  test('a spike of one point among 300,000 is kept', () => {
    const all = Array.from({ length: 300_000 }, (_, step) => ({ step, value: step === 123_457 ? 9 : 1 / (1 + step) }))
    const kept = thinned(all, 880)
    expect(kept).toContain(all[123_457])
    expect(kept.length).toBeLessThan(880 * KEPT)
  })

  test('points by step, those of one step as they came', () => {
    const given = [{ step: 2, value: 0 }, { step: 1, value: 1 }, { step: 2, value: 2 }, { step: 1, value: 3 }]
    expect(inOrder(given)).toEqual([given[1], given[3], given[0], given[2]])
  })
})

test('means are of so many points in a row, without what is not finite', () => {
  const all = [1, 3, NaN, 4, Infinity, NaN, 7].map((value, step) => ({ step, value }))
  expect(means(all, 2)).toEqual([{ step: 0.5, value: 2 }, { step: 3, value: 4 }, { step: 6, value: 7 }])
})

describe('bands that are not finite', () => {
  const all = [NaN, Infinity, 1, -Infinity, 2, 3, 4, NaN].map((value, i) => ({ step: i * 10, value }))

  test('are runs of neighbours, with what they hold', () => {
    expect(notFiniteBands(all, 0)).toEqual([
      { from: 0, to: 10, kinds: ['NaN', '∞'], points: 2 }, { from: 30, to: 30, kinds: ['−∞'], points: 1 }, { from: 70, to: 70, kinds: ['NaN'], points: 1 },
    ])
  })

  test('are joined when nearer than the tolerance', () => {
    expect(notFiniteBands(all, 20).map(({ from, to, points }) => [from, to, points])).toEqual([[0, 30, 3], [70, 70, 1]])
  })

  test('hold every such point once', () => {
    holds(fc.property(points, fc.nat(50), (some, tolerance) => {
      expect(notFiniteBands(some, tolerance).reduce((sum, { points }) => sum + points, 0)).toBe(some.length - finite(some).length)
    }), 200)
  })
})
