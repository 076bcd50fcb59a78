import { type Binary, fromFixed, integer, magnitudeOf, powerOf2, PRECISION, subtract, toFixed } from './binary.ts'
import { log2Bits } from './constants.ts'

/** Σ_{n ≥ first} t^n/n! for a fixed-point t of magnitude below 1. */
const series = (t: bigint, bits: number, first: number): bigint => {
  let term = 1n << BigInt(bits)
  let sum = first === 0 ? term : 0n
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * t) >> BigInt(bits)) / n
    sum += term
  }
  return sum
}

/** e^x. Beyond ±2^20 the answer is only very large or very small. */
export const exponential = (x: Binary): Binary => {
  if (x.significand !== 0n && magnitudeOf(x) > 20) return powerOf2(x.significand > 0n ? 100000 : -100000)
  const bits = PRECISION + 64
  const t = toFixed(x, bits)
  const k = t / log2Bits(bits)
  // e^t = 2^k·(e^(r/256))^256
  let power = series((t - k * log2Bits(bits)) >> 8n, bits, 0)
  for (let i = 0; i < 8; i++) power = (power * power) >> BigInt(bits)
  return fromFixed(power, bits - Number(k))
}

/** e^x − 1, with full relative precision near 0. */
export const exponentialMinusOne = (x: Binary): Binary => {
  if (x.significand === 0n) return x
  const size = magnitudeOf(x)
  if (size >= -1) return subtract(exponential(x), integer(1))
  const bits = PRECISION + 64 - size
  return fromFixed(series(toFixed(x, bits), bits, 1), bits)
}

