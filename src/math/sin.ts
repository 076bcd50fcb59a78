import { sineOfAngle } from './sine-of-angle.ts'

/**
 * The sine of x radians.
 */
export const sin = (x: number): number => (x > -3e-9 && x < 3e-9 ? x : sineOfAngle(x, 0)) // sin x = x, and −0 stays
