/**
 * 2^exponent for the exponent in the lowest eleven bits of each 64-bit lane, −1022 to 1023; the bits above them do not
 * count. It writes the bits of the exponent where `src/math/power-of-two.ts` has tables; both are exact.
 */
@inline
export function powerOfTwo(exponent: v128): v128 {
  return i64x2.add(i64x2.shl(exponent, 52), i64x2.splat(0x3ff0000000000000))
}
