import { sineOfAngle } from './sine-of-angle'

/** The sine of x radians: `src/math/sin.ts`, rounded to f32. Near 0 it is x, and −0 stays. */
export function sin(x: v128): v128 {
  return v128.bitselect(x, sineOfAngle(x, 0), f32x4.lt(f32x4.abs(x), f32x4.splat(3e-9)))
}
