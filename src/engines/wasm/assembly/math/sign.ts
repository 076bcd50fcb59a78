/** The sign bits of an f32x4. */
@inline
function signBits(x: v128): v128 {
  return v128.and(x, i32x4.splat(i32.MIN_VALUE))
}

/** A magnitude with the sign of x; also for results that have that sign already but for −0, which a sum loses. */
@inline
export function withSignOf(x: v128, magnitude: v128): v128 {
  return v128.or(magnitude, signBits(x))
}
