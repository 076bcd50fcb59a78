import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, key, normal, toFlat, truncatedNormal, uniform } from '../../src/index.ts'
import { holds, seed } from '../support/examples.ts'

/** erf by its series of positive terms, 2/√π e^(−y²) Σ 2ⁿ y^(2n+1) / (2n+1)!!, for y ≥ 0. */
const erf = (y: number): number => {
  let [term, sum] = [y, 0]
  for (let n = 0; sum + term !== sum; n++) {
    sum += term
    term *= (2 * y * y) / (2 * n + 3)
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-y * y) * sum
}

/** The inverse of erf by bisection on that series. */
const erfinv = (u: number): number => {
  let [low, high] = [0, 6]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (erf(middle) < Math.abs(u)) low = middle
    else high = middle
  }
  return Math.sign(u) * high
}

const LOWEST = -1 + 2 ** -24

describe('normal numbers by inversion', () => {
  test('f32: within three roundings of √2 erfinv(u), for the u that was drawn', () => {
    holds(fc.property(seed, (from) => {
      const u = toFlat(uniform(f32, key(from), [20], LOWEST, 1))
      toFlat(normal(f32, key(from), [20])).forEach((x, i) => {
        const exact = Math.SQRT2 * erfinv(u[i] ?? NaN)
        expect(Math.abs(x - exact)).toBeLessThanOrEqual(3 * 2 ** -24 * Math.abs(exact))
      })
    }), 40)
  })

  test('f64: the same numbers with more digits', () => {
    holds(fc.property(seed, (from) => {
      const [narrow, wide] = [toFlat(normal(f32, key(from), [20])), toFlat(normal(f64, key(from), [20]))]
      narrow.forEach((x, i) => { expect(Math.abs(x - (wide[i] ?? NaN))).toBeLessThan(1e-4 * (1 + Math.abs(x))) })
    }), 20)
  })

  test('the outermost numbers that can be drawn are finite', () => {
    const u = f32.fill([1], LOWEST)
    const outermost = toFlat(f32.scale(f32.erfinv(u), Math.SQRT2))[0] ?? NaN
    expect(outermost).toBeCloseTo(-5.42, 2)
    const top = f32.fill([1], 1 - 3 * 2 ** -24)
    expect(toFlat(f32.erfinv(top)).every(Number.isFinite)).toBe(true)
  })
})

describe('the limits of a range', () => {
  const ranges = fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: 1e-3, max: 100, noNaN: true }))

  test('uniform stays between its limits', () => {
    holds(fc.property(seed, ranges, (from, [low, width]) => {
      const [a, b] = [Math.fround(low), Math.fround(low + width)]
      for (const x of toFlat(uniform(f32, key(from), [50], a, b))) {
        expect(x).toBeGreaterThanOrEqual(a)
        expect(x).toBeLessThanOrEqual(b)
      }
    }), 60)
  })

  test('truncated normal stays between its limits, however narrow or far out', () => {
    const limits = fc.constantFrom<readonly [number, number]>([-2, 2], [0, 0.5], [-1, 3], [3, 3.5], [-4, -3.9], [-0.001, 0.001])
    holds(fc.property(seed, limits, (from, [lower, upper]) => {
      for (const x of toFlat(truncatedNormal(f32, key(from), [50], lower, upper))) {
        expect(x).toBeGreaterThanOrEqual(Math.fround(lower))
        expect(x).toBeLessThanOrEqual(Math.fround(upper))
      }
    }), 60)
  })
})
