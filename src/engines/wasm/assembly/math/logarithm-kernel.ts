import { upperHalf } from './double-double'
import { gather } from './gather'
import { line, plusProduct } from './polynomial'
import { LOGARITHM_TABLE } from './tables'

/**
 * log x as a double-double, as `src/math/logarithm-kernel.ts` has it, for two numbers at a time: the same constants, table
 * and order. The head is returned, `logarithmTail()` then gives the tail. It travels in a global variable, of which each
 * thread has its own.
 */
const LOG2_UPPER: f64 = 0.6931471805598903
const LOG2_LOWER: f64 = 5.497923018708371e-14
/** Upper word of the smallest z. */
const FIRST_PIECE: i32 = 0x3fe69555
/** Adding and subtracting it rounds to a multiple of 2^-20. */
const ROUNDER: f64 = 6442450944
const ROW_BYTES: i32 = 24

let tail: v128 = i64x2(0, 0)

/** The tail of the last logarithm. */
@inline
export function logarithmTail(): v128 {
  return tail
}

/** head + (log(1 + r) − r), with head + headRest the part before it; the sum's tail is kept. */
@inline
function addSeries(before: v128, beforeRest: v128, r: v128, rUpper: v128, rLower: v128): v128 {
  const minusHalf = f64x2.splat(-0.5)
  const square = f64x2.mul(f64x2.mul(minusHalf, rUpper), rUpper)
  const squareRest = f64x2.mul(f64x2.mul(minusHalf, rLower), f64x2.add(r, rUpper))
  const r2 = f64x2.mul(r, r)
  const series =
    plusProduct(line(r, 0.33333333333333404, -0.2500000000000016), r2,
      plusProduct(line(r, 0.19999999986598596, -0.16666666646532113), r2, line(r, 0.1428641682852679, -0.1250079659768566)))
  const sum = f64x2.add(before, square)
  const lost = f64x2.add(f64x2.sub(before, sum), square)
  const rest = f64x2.add(f64x2.add(beforeRest, lost), plusProduct(squareRest, f64x2.mul(r2, r), series))
  const head = f64x2.add(sum, rest)
  tail = f64x2.add(f64x2.sub(sum, head), rest)
  return head
}

/** log x for positive, normal, finite x. */
@inline
export function logarithm(x: v128): v128 {
  // Only the upper words count: they have k and the row.
  const word = i32x4.sub(x, i32x4.splat(FIRST_PIECE))
  const k = i32x4.shr_s(word, 20)
  const octaves = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(k, k, 1, 3, 1, 3))
  const row = v128.and(i64x2.shr_u(word, 32 + 13), i64x2.splat(127))
  const offsets = i32x4.mul(row, i32x4.splat(ROW_BYTES))
  // x·2^(−k), by way of the exponent's bits.
  const z = i64x2.sub(x, v128.and(word, i64x2.splat(0xfff0000000000000)))
  const zUpper = f64x2.sub(f64x2.add(z, f64x2.splat(ROUNDER)), f64x2.splat(ROUNDER))
  const inverse = gather(LOGARITHM_TABLE, offsets)
  const rUpper = f64x2.sub(f64x2.mul(zUpper, inverse), f64x2.splat(1))
  const rLower = f64x2.mul(f64x2.sub(z, zUpper), inverse)
  const r = f64x2.add(rUpper, rLower)
  const start = f64x2.add(f64x2.mul(octaves, f64x2.splat(LOG2_UPPER)), gather(LOGARITHM_TABLE + 8, offsets))
  const before = f64x2.add(start, r)
  const startRest = f64x2.add(f64x2.mul(octaves, f64x2.splat(LOG2_LOWER)), gather(LOGARITHM_TABLE + 16, offsets))
  return addSeries(before, f64x2.add(f64x2.add(f64x2.sub(start, before), r), startRest), r, rUpper, rLower)
}

/** log(1 + r + rTail) for |r| < 0.0057 and a much smaller rTail. */
@inline
export function logarithmNearOne(r: v128, rTail: v128): v128 {
  const rUpper = upperHalf(r)
  return addSeries(r, f64x2.sub(rTail, f64x2.mul(r, rTail)), r, rUpper, f64x2.sub(r, rUpper))
}
