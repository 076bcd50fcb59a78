import { sumError } from './double-double.ts'
import { logarithm, logarithmNearOne, logarithmTail } from './logarithm-kernel.ts'

/**
 * log(1 + x).
 */
export const log1p = (x: number): number => {
  if (x > -0.0054 && x < 0.0054) return x === 0 ? x : logarithmNearOne(x, 0) // the sum would lose the sign of −0
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : Number.NaN
  const sum = 1 + x
  const head = logarithm(sum, 0)
  return head + (logarithmTail() + sumError(1, x, sum) / sum)
}
