import { describe, expect, it } from 'vitest'
import { errorFunctionTable } from '../../src/math/error-function-table.ts'
import { exponentialTable } from '../../src/math/exponential-table.ts'
import { logarithmTable } from '../../src/math/logarithm-table.ts'
import { powerOfTwo } from '../../src/math/power-of-two.ts'
import { sineTable } from '../../src/math/sine-table.ts'
import { twoOverPi } from '../../src/math/two-over-pi.ts'
import { type Binary, divide, exactly, fromFixed, integer, multiply, negate, subtract } from './reference/binary.ts'
import { sine } from './reference/circle.ts'
import { log2Bits, piBits, twoOverRootPi } from './reference/constants.ts'
import { errorFunction } from './reference/error-function.ts'
import { exponential } from './reference/exponential.ts'
import { logarithm } from './reference/logarithm.ts'
import { errorInUlps } from './reference/rounding.ts'
import { fromWords } from './sample.ts'

const rows = (table: Float64Array, width: number): readonly (readonly number[])[] =>
  Array.from({ length: table.length / width }, (_, i) => [...table.subarray(i * width, i * width + width)])

const isNearest = (entry: number | undefined, truth: Binary): void => {
  expect(errorInUlps(entry ?? NaN, truth)).toBeLessThanOrEqual(0.5)
}
const rest = (truth: Binary, head: number | undefined): Binary => subtract(truth, exactly(head ?? NaN))
const fraction = (n: number, d: number): Binary => divide(integer(n), integer(d))
const log2 = fromFixed(log2Bits(400), 400)
const pi = fromFixed(piBits(400), 400)

describe('every entry of every table, computed again', () => {
  it('2^(i/64)', () => {
    rows(exponentialTable, 2).forEach(([head, low], i) => {
      const truth = exponential(multiply(log2, fraction(i, 64)))
      if (i > 0) isNearest(head, truth)
      if (i > 0) isNearest(low, rest(truth, head))
      else expect([head, low]).toEqual([1, 0])
    })
  })

  it('log c', () => {
    rows(logarithmTable, 3).forEach(([inverse = NaN, head = NaN, low], i) => {
      expect(Number.isInteger(inverse * (inverse < 1 ? 256 : 128))).toBe(true)
      expect(Number.isInteger(head * 2 ** 42)).toBe(true)
      for (const edge of [i, i + 1]) {
        const z = fromWords(0x3fe69555 + edge * 8192, 0)
        expect(Math.abs(z * inverse - 1)).toBeLessThan(0.00574)
      }
      if (inverse === 1) expect([head, low]).toEqual([0, 0])
      else {
        const truth = negate(logarithm(exactly(inverse)))
        isNearest(low, rest(truth, head))
        expect(Math.abs(low ?? NaN)).toBeLessThanOrEqual(2 ** -43)
      }
    })
  })

  it('sin(i·π/32)', () => {
    rows(sineTable, 2).forEach(([short = NaN, low], i) => {
      expect(Number.isInteger(short * 2 ** 26)).toBe(true)
      if (i % 16 === 0) expect([short, low]).toEqual([[0, 1, 0, -1][i / 16], 0])
      else isNearest(low, rest(sine(multiply(pi, fraction(i, 32))), short))
    })
  })

  it('erf', () => {
    rows(errorFunctionTable, 3).forEach(([head, low, slope], i) => {
      const a = fraction(i + 10, 32)
      isNearest(head, errorFunction(a))
      isNearest(low, rest(errorFunction(a), head))
      isNearest(slope, multiply(twoOverRootPi, exponential(negate(multiply(a, a)))))
    })
  })

  it('2/π in base 2^24', () => {
    const digits = ((1n << 3000n) / piBits(1700)) >> BigInt(3000 - 1700 - 1 - 24 * 54)
    const expected = Array.from({ length: 54 }, (_, j) => Number((digits >> BigInt(24 * (53 - j))) & 0xffffffn))
    expect([...twoOverPi]).toEqual(expected)
  })

  it('powers of two', () => {
    for (let n = -1024; n < 1024; n++) expect(powerOfTwo(n)).toBe(n < -1022 ? 2 ** -1022 * 2 ** (n + 1022) : 2 ** n)
  })
})
