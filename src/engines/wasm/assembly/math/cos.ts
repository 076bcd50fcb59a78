import { sineOfAngle } from './sine-of-angle'

/** The cosine of x radians: `src/math/cos.ts`, rounded to f32. */
export function cos(x: v128): v128 {
  return sineOfAngle(x, 16)
}
