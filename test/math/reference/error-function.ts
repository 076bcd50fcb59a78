import {
  absolute,
  add,
  type Binary,
  divide,
  exactly,
  fromFixed,
  integer,
  magnitudeOf,
  multiply,
  negate,
  PRECISION,
  subtract,
  toFixed,
} from './binary.ts'
import { twoOverRootPi } from './constants.ts'
import { exponential } from './exponential.ts'

/** erf′(x) = 2/√π·exp(−x²). */
const slope = (x: Binary): Binary => multiply(twoOverRootPi, exponential(negate(multiply(x, x))))

/** erf x = erf′(x)·x·Σ (2x²)^n/(1·3·5·…·(2n+1)): every term is positive, so nothing cancels. */
export const errorFunction = (x: Binary): Binary => {
  if (x.significand === 0n) return x
  if (magnitudeOf(x) >= 3) return integer(x.significand > 0n ? 1 : -1) // 1 − erf 8 is below 2^-96
  const bits = PRECISION + 64
  const doubledSquare = toFixed(multiply(integer(2), multiply(x, x)), bits)
  let term = 1n << BigInt(bits)
  let sum = 0n
  for (let n = 3n; term !== 0n; n += 2n) {
    sum += term
    term = ((term * doubledSquare) >> BigInt(bits)) / n
  }
  return multiply(multiply(slope(x), x), fromFixed(sum, bits))
}

/** S. Winitzki's approximation, good to 0.4 %: where the iteration starts. */
const start = (x: number): number => {
  const l = Math.log1p(-x * x)
  const half = 2 / (Math.PI * 0.147) + l / 2
  return Math.sign(x) * Math.sqrt(Math.sqrt(half * half - l / 0.147) - half)
}

/** The y with erf y = x, by Halley's iteration: y + δ/(1 − y·δ), δ = (x − erf y)/erf′(y). */
export const inverseErrorFunction = (x: Binary, approximately: number): Binary => {
  const guess = start(approximately)
  let y = Math.abs(approximately) < 1e-3 ? divide(x, twoOverRootPi) : exactly(guess)
  for (let i = 0; i < 12; i++) {
    const delta = divide(subtract(x, errorFunction(y)), slope(y))
    if (delta.significand === 0n) break
    y = add(y, divide(delta, subtract(integer(1), multiply(y, delta))))
    if (magnitudeOf(absolute(delta)) < magnitudeOf(y) - 70) break // the next step would be below 2^-200
  }
  return y
}
