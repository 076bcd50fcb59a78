import { orderedSumError, upperHalf } from './double-double'
import { gather } from './gather'
import { line, plusProduct } from './polynomial'
import { SINE_TABLE } from './tables'

/** Where the row of a step begins: 64 rows of 16 bytes go round the circle. */
@inline
function offsets(steps: v128): v128 {
  return v128.and(i32x4.shl(steps, 4), i32x4.splat(63 << 4))
}

/**
 * sin(step·π/32 + r + rTail) for |r| ≤ π/64 and the steps in the lowest bits of each lane: `src/math/sine-kernel.ts` for two
 * numbers at a time.
 */
@inline
export function sineOfSteps(steps: v128, r: v128, rTail: v128): v128 {
  const sineRow = offsets(steps)
  const cosineRow = offsets(i32x4.add(steps, i32x4.splat(16)))
  const sineShort = gather(SINE_TABLE, sineRow)
  const sineRest = gather(SINE_TABLE + 8, sineRow)
  const cosineShort = gather(SINE_TABLE, cosineRow)
  const cosineRest = gather(SINE_TABLE + 8, cosineRow)
  const rUpper = upperHalf(r)
  const rLower = f64x2.add(f64x2.sub(r, rUpper), rTail)
  const z = f64x2.mul(r, r)
  const sinMinusR = f64x2.mul(f64x2.mul(r, z),
    plusProduct(f64x2.splat(-0.16666666666665958), z, line(z, 0.008333333315511596, -0.00019839994147039967)))
  const cosMinusOne = f64x2.mul(z,
    plusProduct(f64x2.splat(-0.5), z,
      plusProduct(f64x2.splat(0.04166666666666547), z, line(z, -0.0013888888865444026, 2.4800158500217477e-5))))
  const linear = f64x2.mul(cosineShort, rUpper)
  const sum = f64x2.add(sineShort, linear)
  const lost = orderedSumError(sineShort, linear, sum)
  const small = plusProduct(f64x2.mul(f64x2.add(cosineShort, cosineRest), sinMinusR), f64x2.add(sineShort, sineRest), cosMinusOne)
  const rests = plusProduct(f64x2.mul(cosineRest, r), cosineShort, rLower)
  return f64x2.add(sum, f64x2.add(lost, f64x2.add(f64x2.add(sineRest, rests), small)))
}
