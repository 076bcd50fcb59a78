import { type Binary, fromFixed, magnitudeOf, negate, PRECISION, toFixed } from './binary.ts'
import { piBits } from './constants.ts'

/** Taylor series: t − t³/3! + … from first = 1, 1 − t²/2! + … from first = 0. */
const series = (t: bigint, bits: number, first: 0 | 1): bigint => {
  const square = (t * t) >> BigInt(bits)
  let term = first === 1 ? t : 1n << BigInt(bits)
  let sum = 0n
  for (let n = BigInt(first); term !== 0n && term !== -1n; n += 2n) {
    sum += term
    term = -((term * square) >> BigInt(bits)) / ((n + 1n) * (n + 2n))
  }
  return sum
}

/** sin(x + turns·π/2): x is reduced exactly, with as many digits of π as its size asks for. */
const sineWithTurns = (x: Binary, turns: number): Binary => {
  const size = x.significand === 0n ? 0 : magnitudeOf(x)
  const bits = PRECISION + 200 + Math.max(0, -size) // no double is nearer than 2^-62 to a multiple of π/2
  const more = bits + Math.max(0, size + 1)
  const exact = toFixed(x, more)
  const halfPi = piBits(more) >> 1n
  const count = exact / halfPi
  const remainder = (exact - count * halfPi) >> BigInt(more - bits)
  const quadrant = Number((((count + BigInt(turns)) % 4n) + 4n) % 4n)
  const value = fromFixed(series(remainder, bits, quadrant % 2 === 0 ? 1 : 0), bits)
  return quadrant >= 2 ? negate(value) : value
}

export const sine = (x: Binary): Binary => sineWithTurns(x, 0)
export const cosine = (x: Binary): Binary => sineWithTurns(x, 1)
