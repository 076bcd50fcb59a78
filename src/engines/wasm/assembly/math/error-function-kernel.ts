import { gather } from './gather'
import { nearestIntegerBits } from './nearest-integer'
import { plusProduct } from './polynomial'
import { ERROR_FUNCTION_INNER, ERROR_FUNCTION_OUTER, ERROR_FUNCTION_TABLE } from './tables'

/** As in `src/math/error-function-kernel.ts`: the table's points are a = (row + 10)/32. */
const FIRST_POINT: i32 = 10
const LAST_ROW: i32 = 180
const ROW_BYTES: i32 = 24

/** 32·a for the point a of the table next to y, as a number. */
@inline
export function errorFunctionPoint(y: v128): v128 {
  return f64x2.floor(f64x2.add(f64x2.mul(y, f64x2.splat(32)), f64x2.splat(0.5)))
}

/** Where the row of a point begins; a row of the table even where y has none. */
@inline
function offsets(point: v128): v128 {
  const row = i32x4.sub(nearestIntegerBits(point), i32x4.splat(FIRST_POINT))
  return i32x4.mul(i32x4.min_u(row, i32x4.splat(LAST_ROW)), i32x4.splat(ROW_BYTES))
}

/** erf(a), rounded. */
@inline
export function errorFunctionHead(point: v128): v128 {
  return gather(ERROR_FUNCTION_TABLE, offsets(point))
}

/** erf(y) − head: the Taylor series at a, summed to t_terms. */
@inline
export function errorFunctionRest(point: v128, y: v128, terms: i32): v128 {
  const a = f64x2.mul(point, f64x2.splat(0.03125))
  const d = f64x2.sub(y, a)
  const ad = f64x2.mul(a, d)
  const square = f64x2.mul(d, d)
  let before = f64x2.splat(1)
  let term = f64x2.neg(ad)
  let sum = term
  for (let n = 8; n < terms << 3; n += 8) {
    const inner = f64x2.mul(v128.load64_splat(ERROR_FUNCTION_INNER + n), f64x2.mul(square, before))
    const next = f64x2.mul(v128.load64_splat(ERROR_FUNCTION_OUTER + n), f64x2.add(f64x2.mul(ad, term), inner))
    before = term
    term = next
    sum = f64x2.add(sum, next)
  }
  const linear = f64x2.mul(gather(ERROR_FUNCTION_TABLE + 16, offsets(point)), d)
  return f64x2.add(gather(ERROR_FUNCTION_TABLE + 8, offsets(point)), plusProduct(linear, linear, sum))
}
