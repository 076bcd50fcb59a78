/**
 * Two numbers of a table, each from a row of its own: `offsets` has the rows' distances from `column` in bytes, in lanes 0
 * and 2 of an i32x4.
 */
@inline
export function gather(column: usize, offsets: v128): v128 {
  const first = v128.load64_zero(column + <usize>i32x4.extract_lane(offsets, 0))
  return v128.load64_lane(column + <usize>i32x4.extract_lane(offsets, 2), first, 1)
}
