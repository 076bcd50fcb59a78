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

/** What a pass over the terms does with each finite one: its exponent's number, from 0, and its significand in two words. */
type Take = (place: number, negative: boolean, high: number, low: number) => void

/** Takes every finite term apart, which is then `± (high 2^32 + low) 2^place` units; gives the sum of the others. */
const takeApart = (terms: ArrayLike<number>, from: number, to: number, stride: number, take: Take): number => {
  const words = new DataView(new ArrayBuffer(8))
  let beyond = 0
  for (let i = from; i < to; i += stride) {
    words.setFloat64(0, terms[i]!)
    const [top, low] = [words.getUint32(0), words.getUint32(4)]
    const exponent = (top >>> 20) & 0x7ff
    if (exponent === EXPONENTS) beyond += terms[i]!
    else if (exponent === 0) take(0, top >>> 31 === 1, top & 0xfffff, low)
    else take(exponent - 1, top >>> 31 === 1, (top & 0xfffff) + HIDDEN_BIT, low)
  }
  return beyond
}

const sumOfPart = (terms: ArrayLike<number>, from: number, to: number, stride: number): ExactSum => {
  const [high, low] = [new Float64Array(EXPONENTS), new Float64Array(EXPONENTS)]
  const beyond = takeApart(terms, from, to, stride, (place, negative, a, b) => {
    high[place]! += negative ? -a : a
    low[place]! += negative ? -b : b
  })
  let units = 0n
  for (let place = 0; place < EXPONENTS; place++) {
    if (high[place] !== 0 || low[place] !== 0) units += ((BigInt(high[place]!) << 32n) + BigInt(low[place]!)) << BigInt(place)
  }
  return { units, beyond }
}

/** `Σ x` in units of 2^−1074, of every `stride`-th term from number `start` on. */
export const exactSum = (terms: ArrayLike<number>, start = 0, stride = 1): ExactSum => {
  let total = emptySum
  for (let from = start; from < terms.length; from += LONGEST * stride) {
    total = addSums(total, sumOfPart(terms, from, Math.min(terms.length, from + LONGEST * stride), stride))
  }
  return total
}

/** `Σ x²` in units of 2^−2148, of every `stride`-th term from number `start` on: no square is rounded either. */
export const exactSumOfSquares = (terms: ArrayLike<number>, start = 0, stride = 1): ExactSum => {
  const squares = new Map<number, bigint>()
  const beyond = takeApart(terms, start, terms.length, stride, (place, _negative, high, low) => {
    const significand = BigInt(high * 2 ** 32 + low)
    squares.set(place, (squares.get(place) ?? 0n) + significand * significand)
  })
  let units = 0n
  for (const [place, sum] of squares) units += sum << BigInt(2 * place)
  return { units, beyond: beyond * beyond }
}
