/**
 * Double-double arithmetic on two numbers at a time: a value as the unevaluated sum of two doubles, about 106 bits.
 * The same functions as in `src/math/double-double.ts`, which says where they come from.
 */

/** a + b − sum, for sum = the rounded a + b. */
@inline
export function sumError(a: v128, b: v128, sum: v128): v128 {
  const bRounded = f64x2.sub(sum, a)
  return f64x2.add(f64x2.sub(a, f64x2.sub(sum, bRounded)), f64x2.sub(b, bRounded))
}

/** The same where |a| ≥ |b|, or a is 0. */
@inline
export function orderedSumError(a: v128, b: v128, sum: v128): v128 {
  return f64x2.add(f64x2.sub(a, sum), b)
}

/** The upper 26 bits of x, rounded. A number that comes from an f32 has only 24, and is its own upper half. */
@inline
export function upperHalf(x: v128): v128 {
  const scaled = f64x2.mul(x, f64x2.splat(134217729))
  return f64x2.sub(scaled, f64x2.sub(scaled, x))
}

/** a × b − product, for product = the rounded a × b. */
@inline
export function productError(a: v128, b: v128, product: v128): v128 {
  const aUpper = upperHalf(a)
  const aLower = f64x2.sub(a, aUpper)
  const bUpper = upperHalf(b)
  const bLower = f64x2.sub(b, bUpper)
  const uppers = f64x2.sub(f64x2.mul(aUpper, bUpper), product)
  const mixed = f64x2.add(f64x2.add(uppers, f64x2.mul(aUpper, bLower)), f64x2.mul(aLower, bUpper))
  return f64x2.add(mixed, f64x2.mul(aLower, bLower))
}

/** (a + aLow)/(b + bLow), rounded once but for an error of about 2^-100. */
@inline
export function quotientOfSums(a: v128, aLow: v128, b: v128, bLow: v128): v128 {
  const reciprocal = f64x2.div(f64x2.splat(1), b)
  const quotient = f64x2.mul(a, reciprocal)
  const product = f64x2.mul(quotient, b)
  const exactly = f64x2.sub(f64x2.sub(a, product), productError(quotient, b, product))
  const remainder = f64x2.add(exactly, f64x2.sub(aLow, f64x2.mul(quotient, bLow)))
  return f64x2.add(quotient, f64x2.mul(remainder, reciprocal))
}
