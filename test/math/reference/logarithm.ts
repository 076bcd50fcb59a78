import { add, type Binary, divide, fromFixed, integer, magnitudeOf, PRECISION, subtract, toFixed } from './binary.ts'
import { log2Bits } from './constants.ts'

/** log((1 + u)/(1 − u)) = 2·(u + u³/3 + u⁵/5 + …) for |u| ≤ 1/2. */
const fromRatio = (u: Binary): Binary => {
  if (u.significand === 0n) return u
  const bits = PRECISION + 64 - magnitudeOf(u)
  const t = toFixed(u, bits)
  const square = (t * t) >> BigInt(bits)
  let power = t
  let sum = 0n
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n
    power = (power * square) >> BigInt(bits)
  }
  return fromFixed(2n * sum, bits)
}

/** log(1 + x) for x > −1, with full relative precision near 0. */
export const logarithmOnePlus = (x: Binary): Binary =>
  x.significand !== 0n && magnitudeOf(x) >= -1
    ? logarithm(add(integer(1), x))
    : fromRatio(divide(x, add(integer(2), x)))

/** log x for x > 0: x = m·2^k with 3/4 ≤ m < 3/2. */
export const logarithm = (x: Binary): Binary => {
  const size = magnitudeOf(x)
  const low = { significand: x.significand, exponent: x.exponent - size } // in [1, 2)
  const above = subtract(low, { significand: 3n, exponent: -1 }).significand >= 0n
  const k = above ? size + 1 : size
  const m = above ? { significand: low.significand, exponent: low.exponent - 1 } : low
  const bits = PRECISION + 64
  const octaves = fromFixed(BigInt(k) * log2Bits(bits), bits)
  return add(octaves, fromRatio(divide(subtract(m, integer(1)), add(m, integer(1)))))
}
