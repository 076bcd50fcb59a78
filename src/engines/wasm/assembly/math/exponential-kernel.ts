import { gather } from './gather'
import { integerOfBits, nearestIntegerBits } from './nearest-integer'
import { line } from './polynomial'
import { powerOfTwo } from './power-of-two'
import { EXPONENTIAL_TABLE } from './tables'

/**
 * exp(x + tail) = 2^(n/64) · exp(r), as `src/math/exponential-kernel.ts` has it, for two numbers at a time: the same
 * constants, table and order. The steps n are handed on as the low bits of each lane.
 */
const STEPS_PER_UNIT: f64 = 92.33248261689366
const STEP_UPPER: f64 = 0.010830424696450791
const STEP_LOWER: f64 = -2.0164562921995537e-13

/** Beyond ±200 every f32 result is ∞ or 0 (or 1, or −1), and exp(±200) rounds to the same. NaN stays NaN. */
@inline
export function withinExponentialRange(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(200)), f32x4.splat(-200))
}

/** n, the number of steps of log 2/64 in x. */
@inline
export function exponentialSteps(x: v128): v128 {
  return nearestIntegerBits(f64x2.mul(x, f64x2.splat(STEPS_PER_UNIT)))
}

/** x − n·log 2/64; a caller that has a tail adds it. */
@inline
export function exponentialRemainder(x: v128, steps: v128): v128 {
  const n = integerOfBits(steps)
  return f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(STEP_UPPER))), f64x2.mul(n, f64x2.splat(STEP_LOWER)))
}

/** Where the row n mod 64 begins: rows have 16 bytes. */
@inline
function offsets(steps: v128): v128 {
  return v128.and(i32x4.shl(steps, 4), i32x4.splat(63 << 4))
}

/** 2^((n mod 64)/64), rounded. */
@inline
export function exponentialHead(steps: v128): v128 {
  return gather(EXPONENTIAL_TABLE, offsets(steps))
}

/** 2^((n mod 64)/64)·exp(r) − head. */
@inline
export function exponentialRest(steps: v128, remainder: v128): v128 {
  const square = f64x2.mul(remainder, remainder)
  const cubic = line(remainder, 0.16666666666657878, 0.04166666666665807)
  const quintic = line(remainder, 0.008333341997830595, 0.001388889832657846)
  const series = f64x2.mul(f64x2.mul(square, remainder), f64x2.add(cubic, f64x2.mul(square, quintic)))
  const minusOne = f64x2.add(remainder, f64x2.add(f64x2.mul(square, f64x2.splat(0.5)), series))
  return f64x2.add(gather(EXPONENTIAL_TABLE + 8, offsets(steps)), f64x2.mul(exponentialHead(steps), minusOne))
}

/** 2^(n div 64), the factor that head and rest still need. */
@inline
export function exponentialPower(steps: v128): v128 {
  return powerOfTwo(i64x2.shr_u(steps, 6))
}

/** e^x for |x| < 708. */
@inline
export function exponential(x: v128): v128 {
  const steps = exponentialSteps(x)
  const rest = exponentialRest(steps, exponentialRemainder(x, steps))
  return f64x2.mul(f64x2.add(exponentialHead(steps), rest), exponentialPower(steps))
}
