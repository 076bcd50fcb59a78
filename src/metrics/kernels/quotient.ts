/** How many bits a positive whole number has. */
const bitsOf = (n: bigint): number => {
  const digits = n.toString(16)
  return digits.length * 4 - Math.clz32(parseInt(digits[0]!, 16)) + 28
}

/** a / b to the nearest whole number; halfway to the even one. */
const roundedDivision = (a: bigint, b: bigint): bigint => {
  const [whole, twice] = [a / b, 2n * (a % b)]
  return twice > b || (twice === b && whole % 2n === 1n) ? whole + 1n : whole
}

const shifted = (n: bigint, by: number): bigint => by > 0 ? n << BigInt(by) : n

/**
 * `numerator / denominator` of whole numbers, rounded once: to the nearest f64 number, halfway to the even one, beyond the
 * largest to infinity. The denominator is above 0.
 */
export const quotient = (numerator: bigint, denominator: bigint): number => {
  if (numerator === 0n) return 0
  if (numerator < 0n) return -quotient(-numerator, denominator)
  // The quotient is between 2^exponent and 2^(exponent + 1).
  const guess = bitsOf(numerator) - bitsOf(denominator)
  const exponent = shifted(numerator, -guess) < shifted(denominator, guess) ? guess - 1 : guess
  if (exponent > 1023) return Infinity
  const place = Math.max(exponent - 52, -1074)
  const significand = roundedDivision(shifted(numerator, -place), shifted(denominator, place))
  // A number's bits are its significand in units of its last place, and 2^52 for each place above the lowest; so a
  // significand that was rounded up to 2^53 becomes the next power of two by itself.
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, (BigInt(place + 1074) << 52n) + significand)
  return view.getFloat64(0)
}
