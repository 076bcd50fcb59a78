/** 1.5·2^52: a number so large that the sum with it has no bit below the point. */
const ROUNDER: f64 = 6755399441055744

/**
 * The integer nearest to x, ties to even, for |x| < 2^51, as the lowest bits of each lane (in two's complement): what an
 * index or an exponent is made of. Other x give other bits, so whoever makes an index masks it.
 */
@inline
export function nearestIntegerBits(x: v128): v128 {
  return f64x2.add(x, f64x2.splat(ROUNDER))
}

/** The same integer as a number: `src/math/nearest-integer.ts`. */
@inline
export function integerOfBits(bits: v128): v128 {
  return f64x2.sub(bits, f64x2.splat(ROUNDER))
}
