/**
 * Double-double arithmetic: a value as the unevaluated sum of two doubles, about 106 bits.
 *
 * Each function returns what one rounded operation lost, exactly, given its rounded result, so
 * `sum + sumError(a, b, sum)` equals a + b as real numbers. No fused multiply-add: it is not portable.
 *
 * Sources: T. J. Dekker, "A floating-point technique for extending the available precision" (1971);
 * D. E. Knuth, The Art of Computer Programming 2, 4.2.2.
 */

/** a + b − sum, for sum = the rounded a + b. Any a and b without overflow. */
export const sumError = (a: number, b: number, sum: number): number => {
  const bRounded = sum - a
  return a - (sum - bRounded) + (b - bRounded)
}

/** The same where |a| ≥ |b|, or a is 0. */
export const orderedSumError = (a: number, b: number, sum: number): number => a - sum + b

/** The upper 26 bits of x, rounded, so that a product of two such halves is exact. |x| < 2^996. */
export const upperHalf = (x: number): number => {
  const scaled = x * 134217729
  return scaled - (scaled - x)
}

/** a × b − product, for product = the rounded a × b. Exact while the parts neither overflow nor fall below 2^-1022. */
export const productError = (a: number, b: number, product: number): number => {
  const aUpper = upperHalf(a)
  const aLower = a - aUpper
  const bUpper = upperHalf(b)
  const bLower = b - bUpper
  return aUpper * bUpper - product + aUpper * bLower + aLower * bUpper + aLower * bLower
}

/**
 * (a + aLow)/(b + bLow), rounded once but for an error of about 2^-100: a quotient, its exact remainder, and the
 * quotient of that. For numbers of ordinary size.
 */
export const quotientOfSums = (a: number, aLow: number, b: number, bLow: number): number => {
  const reciprocal = 1 / b
  const quotient = a * reciprocal
  const product = quotient * b
  const remainder = a - product - productError(quotient, b, product) + (aLow - quotient * bLow)
  return quotient + remainder * reciprocal
}
