import { orderedSumError } from './double-double.ts'
import { powerOfTwo } from './power-of-two.ts'

/**
 * (head + rest)·2^exponent, rounded once, for 0.5 < head + rest < 2 and |rest| < 0.01·head: also where the
 * result overflows to Infinity, is subnormal, or vanishes. For integers |exponent| < 2000.
 *
 * A plain product would round a subnormal result twice. Here the last place of a subnormal is made the last
 * place of [1, 2) by adding 1, which rounds once, and the scaling after it is exact. (The same is done in
 * exp.c of Arm Optimized Routines; Copyright (c) 2018, Arm Limited; MIT licence.)
 */
export const scale = (head: number, rest: number, exponent: number): number => {
  const significand = head + rest
  if (exponent >= -1020) {
    // In two factors, since 2^1024 is no double; the first product is exact.
    const half = exponent >> 1
    return significand * powerOfTwo(half) * powerOfTwo(exponent - half)
  }
  if (exponent < -1080) return 0
  const toUnit = powerOfTwo(exponent + 1022)
  const value = significand * toUnit
  if (value >= 1) return value * powerOfTwo(-1022)
  const shifted = 1 + value
  const lost = orderedSumError(1, value, shifted) + orderedSumError(head, rest, significand) * toUnit
  return (shifted + lost - 1) * powerOfTwo(-1022)
}
