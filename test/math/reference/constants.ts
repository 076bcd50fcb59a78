import { type Binary, fromFixed, PRECISION } from './binary.ts'

/** Enough fixed-point bits for the reduction of the largest double: 1024 before the point and twice the precision after. */
const MOST_BITS = 1024 + 2 * PRECISION + 64

/** Σ ±1/((2n+1)·base^(2n+1)) in fixed point: atanh(1/base) without, atan(1/base) with alternating signs. */
const inverseTangentSeries = (base: bigint, alternating: boolean): bigint => {
  let power = (1n << BigInt(MOST_BITS)) / base
  let sum = 0n
  for (let n = 0n; power !== 0n; n++) {
    const term = power / (2n * n + 1n)
    sum += alternating && n % 2n === 1n ? -term : term
    power /= base * base
  }
  return sum
}

/** log 2 = 18 atanh(1/26) − 2 atanh(1/4801) + 8 atanh(1/8749). */
const log2Fixed =
  18n * inverseTangentSeries(26n, false) -
  2n * inverseTangentSeries(4801n, false) +
  8n * inverseTangentSeries(8749n, false)

/** π = 16 atan(1/5) − 4 atan(1/239) (Machin). */
const piFixed = 16n * inverseTangentSeries(5n, true) - 4n * inverseTangentSeries(239n, true)

/** Fixed-point values with the stated number of bits after the point (at most about 1,700). */
export const log2Bits = (bits: number): bigint => log2Fixed >> BigInt(MOST_BITS - bits)
export const piBits = (bits: number): bigint => piFixed >> BigInt(MOST_BITS - bits)

const squareRoot = (n: bigint): bigint => {
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2))
  for (let next = (root + n / root) >> 1n; next < root; next = (root + n / root) >> 1n) root = next
  return root
}

/** 2/√π. */
export const twoOverRootPi: Binary = fromFixed(
  (2n << BigInt(2 * PRECISION)) / squareRoot(piBits(2 * PRECISION)),
  PRECISION,
)
