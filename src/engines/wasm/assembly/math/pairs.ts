/** Four f32 as two pairs of f64 and back: every function here computes in f64 and rounds once. */

/** Lanes 0 and 1 of an f32x4 as an f64x2. */
@inline
export function firstPair(x: v128): v128 {
  return f64x2.promote_low_f32x4(x)
}

/** Lanes 2 and 3 of an f32x4 as an f64x2. */
@inline
export function lastPair(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1))
}

/** The two pairs as an f32x4, each number rounded. */
@inline
export function rounded(first: v128, last: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(last), 0, 2)
}
