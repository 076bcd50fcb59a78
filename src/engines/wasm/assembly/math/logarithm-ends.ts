/**
 * `logarithms` (f32x4) where 0 < x < ∞; elsewhere what the logarithm has at and beyond its ends: −∞ at 0, ∞ at ∞ and NaN
 * for x < 0 and NaN.
 */
@inline
export function withLogarithmsAtTheEnds(x: v128, logarithms: v128): v128 {
  const inside = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, f32x4.splat(Infinity)))
  if (i32x4.all_true(inside)) return logarithms
  // The root is ∞ at ∞, and NaN for all the others but 0.
  const beyond = v128.bitselect(f32x4.splat(-Infinity), f32x4.sqrt(x), f32x4.eq(x, f32x4.splat(0)))
  return v128.bitselect(logarithms, beyond, inside)
}
