/**
 * The integer nearest to x, ties to even, for |x| < 2^51: adding 1.5·2^52 leaves no bit below the point,
 * and subtracting it again is exact. (`Math.round` takes ties upward and keeps −0, and is slower.)
 */
export const nearestInteger = (x: number): number => x + 6755399441055744 - 6755399441055744
