import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addSums, emptySum, exactSum, exactSumOfSquares } from '../../src/metrics/kernels/exact-sum.ts'
import { quotient } from '../../src/metrics/kernels/quotient.ts'
import { meanOf } from '../../src/metrics/mean.ts'
import { holds } from '../support/examples.ts'

/** Any f64 number: its bits are drawn. */
const anyNumber = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => new Float64Array(BigUint64Array.of(bits).buffer)[0]!)
const finite = anyNumber.filter(Number.isFinite)
const UNIT = 2n ** 1074n

/** A finite number as a whole number of units of 2^−1074, from what multiplying by powers of two (which is exact) gives. */
const units = (x: number): bigint => {
  for (let places = 0; places <= 2200; places++) {
    const lifted = places > 1000 ? x * 2 ** 1000 * 2 ** (places - 1000) : x * 2 ** places
    if (Number.isInteger(lifted) || places === 1074) return BigInt(lifted) * 2n ** BigInt(1074 - places)
  }
  throw new Error('not a number')
}

describe('exact sums', () => {
  test('are the whole number of units that the terms are', () => {
    holds(fc.property(fc.array(finite, { maxLength: 12 }), (xs) => {
      expect(exactSum(xs)).toEqual({ units: xs.reduce((sum, x) => sum + units(x), 0n), beyond: 0 })
      expect(exactSumOfSquares(xs)).toEqual({ units: xs.reduce((sum, x) => sum + units(x) ** 2n, 0n), beyond: 0 })
    }), 300)
  })

  test('squares of f32 numbers take another road to the same whole number', () => {
    holds(fc.property(fc.array(fc.float(), { maxLength: 12 }), (xs) => {
      expect(exactSumOfSquares(Float32Array.from(xs))).toEqual(exactSumOfSquares(xs))
    }), 300)
  })

  test('of every column of rows, too', () => {
    expect(exactSum([1, 10, 2, 20, 3, 30], 1, 2)).toEqual(exactSum([10, 20, 30]))
    expect(exactSumOfSquares([1, 10, 2, 20, 3, 30], 1, 2)).toEqual(exactSumOfSquares([10, 20, 30]))
  })

  test('do not depend on order, nor on how the terms are cut, with infinities and NaN among them', () => {
    const numbers = fc.array(fc.oneof({ weight: 9, arbitrary: finite }, { weight: 1, arbitrary: fc.constantFrom(Infinity, -Infinity, NaN, -0, 5e-324) }), { minLength: 1, maxLength: 20 })
    holds(fc.property(numbers, fc.nat(20), fc.nat(), (xs, cut, turn) => {
      const whole = exactSum(xs)
      const turned = [...xs.slice(turn % xs.length), ...xs.slice(0, turn % xs.length)].reverse()
      expect(addSums(exactSum(turned.slice(0, cut)), exactSum(turned.slice(cut)))).toEqual(whole)
      expect(addSums(emptySum, whole)).toEqual(whole)
    }), 300)
  })

  test('more terms than fit one small sum of low words', () => {
    const [count, x] = [2 ** 21 + 3, 1 + 2 ** -20 - 2 ** -52]
    expect(exactSum(new Float64Array(count).fill(x)).units).toBe(BigInt(count) * units(x))
  })
})

describe('quotient', () => {
  test('of a number by one is the number itself, to the bit', () => {
    holds(fc.property(finite, (x) => { expect(quotient(units(x), UNIT)).toBe(x === 0 ? 0 : x) }), 500)
  })

  test('is what division gives, which rounds once too', () => {
    holds(fc.property(finite, finite.filter((x) => x !== 0), (a, b) => {
      const [numerator, denominator] = b < 0 ? [-a, -b] : [a, b]
      expect(quotient(units(numerator), units(denominator)) + 0).toBe(numerator / denominator + 0)
    }), 1000)
  })

  test('at the ends: halfway to the even one, beyond the largest infinity, below the smallest 0', () => {
    const largest = units(Number.MAX_VALUE)
    expect(quotient((2n ** 53n + 1n) * UNIT, UNIT)).toBe(2 ** 53)
    expect(quotient((2n ** 53n + 3n) * UNIT, UNIT)).toBe(2 ** 53 + 4)
    expect(quotient(largest + 2n ** (1074n + 970n) - 1n, UNIT)).toBe(Number.MAX_VALUE)
    expect(quotient(largest + 2n ** (1074n + 970n), UNIT)).toBe(Infinity)
    expect(quotient(-largest * 2n, UNIT)).toBe(-Infinity)
    expect([quotient(1n, 2n * UNIT), quotient(3n, 2n * UNIT), quotient(-1n, 1n + UNIT)]).toEqual([0, 1e-323, -5e-324])
  })
})

describe('a mean', () => {
  test('is rounded once: terms that cancel leave what is small', () => {
    expect(meanOf({ sum: exactSum([1e308, 1, 1e308, -1e308, -1e308]), count: 4 })).toBe(0.25)
    expect(meanOf({ sum: exactSum([0.1, 0.2, 0.3]), count: 3 })).toBe(0.2)
  })
  test('of nothing is NaN; infinities and NaN are summed as always', () => {
    const mean = (xs: readonly number[]): number => meanOf({ sum: exactSum(xs), count: xs.length })
    expect([mean([]), mean([1, Infinity]), mean([-Infinity, 1]), mean([Infinity, 1, -Infinity]), mean([1, NaN])])
      .toEqual([NaN, Infinity, -Infinity, NaN, NaN])
  })
})
