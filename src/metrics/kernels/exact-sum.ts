/**
 * A sum that was never rounded. Every finite f64 number is a whole multiple of the smallest one, 2^−1074, so a sum of them is one
 * whole number of such units: it does not depend on the order, nor on how the terms were cut into parts. (The long accumulator
 * of Kulisch; kept while summing as one small sum an exponent, as in Neal, "Fast exact summation using small and large
 * superaccumulators", 2015. Python's `fsum` gives the same numbers from the expansions of Shewchuk, 1997.)
 *
 * `beyond` is the ordinary sum of the terms that are not finite: 0 without any, ±∞ or NaN else. Of these four numbers
 * addition is associative too.
 */
export interface ExactSum {
  readonly units: bigint
  readonly beyond: number
}

export const emptySum: ExactSum = { units: 0n, beyond: 0 }

/** The sum of two sums of the same unit. */
export const addSums = (a: ExactSum, b: ExactSum): ExactSum => ({ units: a.units + b.units, beyond: a.beyond + b.beyond })

const EXPONENTS = 2047
/** The low words of so many terms of one exponent add up to less than 2^53. */
const LONGEST = 2 ** 20
const HIDDEN_BIT = 2 ** 20

/** One view of the bits of a number, which never leaves a call. */
const words = new DataView(new ArrayBuffer(8))

/** Σ xᵖ for p = 1 or 2, of terms for which xᵖ is exact in f64: one small sum an exponent, of each half of the significands. */
const sumOfPart = (terms: ArrayLike<number>, from: number, to: number, stride: number, power: 1 | 2): ExactSum => {
  const [high, low] = [new Float64Array(EXPONENTS), new Float64Array(EXPONENTS)]
  let [beyond, least, most] = [0, EXPONENTS, -1]
  for (let i = from; i < to; i += stride) {
    const x = power === 1 ? terms[i]! : terms[i]! * terms[i]!
    words.setFloat64(0, x)
    const [top, bottom] = [words.getUint32(0), words.getUint32(4)]
    const exponent = (top >>> 20) & 0x7ff
    if (exponent === EXPONENTS) {
      beyond += x
      continue
    }
    // Below the normal numbers the places are those of the smallest of them, and there is no hidden bit.
    const place = exponent === 0 ? 0 : exponent - 1
    const significand = (top & 0xfffff) + (exponent === 0 ? 0 : HIDDEN_BIT)
    high[place]! += top >>> 31 === 0 ? significand : -significand
    low[place]! += top >>> 31 === 0 ? bottom : -bottom
    if (place < least) least = place
    if (place > most) most = place
  }
  let units = 0n
  for (let place = most; place >= least; place--) {
    units = (units << 1n) + (BigInt(high[place]!) << 32n) + BigInt(low[place]!)
  }
  return { units: units << BigInt(least), beyond }
}

const sumOfPowers = (terms: ArrayLike<number>, start: number, stride: number, power: 1 | 2): ExactSum => {
  let total = emptySum
  for (let from = start; from < terms.length; from += LONGEST * stride) {
    total = addSums(total, sumOfPart(terms, from, Math.min(terms.length, from + LONGEST * stride), stride, power))
  }
  return total
}

/** `Σ x` in units of 2^−1074, of every `stride`-th term from number `start` on. */
export const exactSum = (terms: ArrayLike<number>, start = 0, stride = 1): ExactSum => sumOfPowers(terms, start, stride, 1)

/** The square of a finite number in units of 2^−2148. */
const squareOf = (x: number): bigint => {
  words.setFloat64(0, x)
  const exponent = (words.getUint32(0) >>> 20) & 0x7ff
  const high = (words.getUint32(0) & 0xfffff) + (exponent === 0 ? 0 : HIDDEN_BIT)
  const significand = BigInt(high * 2 ** 32 + words.getUint32(4))
  return (significand * significand) << BigInt(2 * Math.max(0, exponent - 1))
}

/**
 * `Σ x²` in units of 2^−2148, of every `stride`-th term from number `start` on: no square is rounded either. Those of f32 numbers are
 * exact in f64.
 */
export const exactSumOfSquares = (terms: ArrayLike<number>, start = 0, stride = 1): ExactSum => {
  if (terms instanceof Float32Array) {
    const { units, beyond } = sumOfPowers(terms, start, stride, 2)
    return { units: units << 1074n, beyond }
  }
  let [units, beyond] = [0n, 0]
  for (let i = start; i < terms.length; i += stride) {
    if (Number.isFinite(terms[i]!)) units += squareOf(terms[i]!)
    else beyond += terms[i]! * terms[i]!
  }
  return { units, beyond }
}
