import { productError } from './double-double.ts'
import { exponentialHead, exponentialRemainder, exponentialRest, exponentialSteps } from './exponential-kernel.ts'
import { logarithm, logarithmTail } from './logarithm-kernel.ts'
import { powerOfTwo } from './power-of-two.ts'
import { scale } from './scale.ts'

const isOddInteger = (y: number): boolean =>
  Math.abs(y) < 9007199254740992 && Math.floor(y) === y && Math.floor(y / 2) * 2 !== y

/** x^y for finite x > 0 and finite y: exp(y·log x) with log x and the product as double-doubles. */
const powOfPositive = (x: number, y: number): number => {
  if (x === 1) return 1
  const head = x < 2.2250738585072014e-308 ? logarithm(x * 18014398509481984, -54) : logarithm(x, 0)
  const tail = logarithmTail()
  const product = y * head
  if (!(product > -760 && product < 760)) return product > 0 ? Infinity : 0
  const rest = productError(y, head, product) + y * tail
  const n = exponentialSteps(product)
  const expHead = exponentialHead(n)
  const expRest = exponentialRest(n, exponentialRemainder(product, n, rest))
  if (product > -708 && product < 709) return (expHead + expRest) * powerOfTwo(n >> 6)
  return scale(expHead, expRest, n >> 6)
}

/** x^y where x is ±0 or ±Infinity, or y is ±Infinity; neither is NaN and y is not 0. */
const powAtInfinity = (x: number, y: number): number => {
  const magnitude = Math.abs(x)
  if (Math.abs(y) === Infinity) {
    if (magnitude === 1) return Number.NaN
    return magnitude > 1 === y > 0 ? Infinity : 0
  }
  const result = magnitude > 1 === y > 0 ? Infinity : 0
  const negative = x < 0 || 1 / x < 0
  return negative && isOddInteger(y) ? -result : result
}

/**
 * x^y, computed as exp(y·log |x|) with log |x| and the product in double-double.
 *
 * Domain and special values: those of ECMAScript (`**` and `Math.pow`), which differ from IEEE 754 in
 * pow(±1, ±∞) = NaN and pow(1, NaN) = NaN. pow(x, ±0) = 1 for every x, NaN included; x < 0 needs an integer y.
 * Overflow gives ±∞, underflow ±0, subnormal results are rounded once.
 *
 * Largest error found: 0.515 ulp, in 2.6 million inputs: x of every size with y over the whole range of results,
 * x = 1 ± 2^u down to u = −52 with exponents to match, subnormal results, integer y with both signs of x, against
 * MPFR and the integers of `test/math/reference`.
 *
 * Method: `logarithm-kernel.ts` and `exponential-kernel.ts`, after pow.c of Arm Optimized Routines (S. Nagy;
 * Copyright (c) 2018, Arm Limited; MIT licence).
 */
export const pow = (x: number, y: number): number => {
  if (y === 0) return 1
  if (x !== x || y !== y) return Number.NaN
  const magnitude = Math.abs(x)
  if (magnitude === 0 || magnitude === Infinity || Math.abs(y) === Infinity) return powAtInfinity(x, y)
  if (x > 0) return powOfPositive(x, y)
  if (Math.floor(y) !== y) return Number.NaN
  const result = powOfPositive(magnitude, y)
  return isOddInteger(y) ? -result : result
}
