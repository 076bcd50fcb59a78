import { logarithm } from './logarithm-kernel.ts'

/**
 * The natural logarithm.
 */
export const log = (x: number): number => {
  if (x >= 2.2250738585072014e-308 && x < Infinity) return logarithm(x, 0)
  if (x > 0 && x < 1) return logarithm(x * 18014398509481984, -54) // a subnormal, times 2^54
  return x === 0 ? -Infinity : x > 0 ? x : Number.NaN
}
