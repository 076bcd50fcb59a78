/** The special cases of x^y, one lane at a time, for they are rare: `src/math/pow.ts`. */

function isOddInteger(y: f64): bool {
  return abs(y) < Infinity && floor(y) == y && floor(y / 2) * 2 != y
}

/** x^y where x is ±0 or ±Infinity, or y is ±Infinity; neither is NaN and y is not 0. */
function powerAtInfinity(x: f64, y: f64): f64 {
  const magnitude = abs(x)
  if (magnitude == 1) return NaN
  const result: f64 = magnitude > 1 == y > 0 ? Infinity : 0
  const negative = x < 0 || 1 / x < 0
  return negative && isOddInteger(y) ? -result : result
}

/** x^y, given |x|^y for finite x other than 0 and finite y. */
function powerOfLane(x: f64, y: f64, powerOfMagnitude: f32): f32 {
  if (y == 0) return 1
  if (x != x || y != y) return NaN
  const magnitude = abs(x)
  if (magnitude == 0 || magnitude == Infinity || abs(y) == Infinity) return <f32>powerAtInfinity(x, y)
  if (x > 0) return powerOfMagnitude
  if (floor(y) != y) return NaN
  return isOddInteger(y) ? -powerOfMagnitude : powerOfMagnitude
}

/** x^y of an f32x4, given |x|^y in the lanes where x and y are finite and x is not 0. */
export function powerOutside(x: v128, y: v128, powers: v128): v128 {
  return f32x4(
    powerOfLane(f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0), f32x4.extract_lane(powers, 0)),
    powerOfLane(f32x4.extract_lane(x, 1), f32x4.extract_lane(y, 1), f32x4.extract_lane(powers, 1)),
    powerOfLane(f32x4.extract_lane(x, 2), f32x4.extract_lane(y, 2), f32x4.extract_lane(powers, 2)),
    powerOfLane(f32x4.extract_lane(x, 3), f32x4.extract_lane(y, 3), f32x4.extract_lane(powers, 3)),
  )
}
