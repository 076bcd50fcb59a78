import { sineOfAngle } from './sine-of-angle.ts'

/**
 * The cosine of x radians.
 */
export const cos = (x: number): number => sineOfAngle(x, 16)
