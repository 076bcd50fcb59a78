/**
 * log x as a double-double: the head is returned, `logarithmTail()` then gives the tail; the relative error of
 * their sum is below 2^-67. The tail travels in a buffer because returning a pair would allocate in every call;
 * each caller reads it at once, so nobody outside can see it.
 *
 * x = 2^k·z with z in [0.7057, 1.4115), log x = k·log 2 + log c + log(1 + r), r = z/c − 1 exact (the table's 1/c
 * has 8 bits). r = rUpper + rLower with rUpper² exact, so −r²/2 is known to double-double accuracy.
 *
 * Method: the log part of pow.c in Arm Optimized Routines (S. Nagy; Copyright (c) 2018, Arm Limited; MIT
 * licence), after P. T. P. Tang (1990). Table and minimax polynomial (relative error 2^-68.8) were made for
 * this project.
 */
import { upperHalf } from './double-double.ts'
import { entry } from './entry.ts'
import { highWord } from './high-word.ts'
import { logarithmTable } from './logarithm-table.ts'
import { powerOfTwo } from './power-of-two.ts'

const LOG2_UPPER = 0.6931471805598903 // a multiple of 2^-42: its products with integers to 2^11 are exact
const LOG2_LOWER = 5.497923018708371e-14
/** Upper word of the smallest z, placed so that 1 lies inside a piece of the table and not on its border. */
const FIRST_PIECE = 0x3fe69555
/** Adding and subtracting it rounds to a multiple of 2^-20. */
const ROUNDER = 6442450944

const tail = new Float64Array(1)

/** The tail of the last logarithm. */
export const logarithmTail = (): number => entry(tail, 0)

/** head + (log(1 + r) − r), with head + headRest the part before it; the sum's tail is kept. */
const addSeries = (before: number, beforeRest: number, r: number, rUpper: number, rLower: number): number => {
  const square = -0.5 * rUpper * rUpper
  const squareRest = -0.5 * rLower * (r + rUpper)
  const r2 = r * r
  const series =
    0.33333333333333404 +
    r * -0.2500000000000016 +
    r2 * (0.19999999986598596 + r * -0.16666666646532113 + r2 * (0.1428641682852679 + r * -0.1250079659768566))
  const sum = before + square
  const rest = beforeRest + (before - sum + square) + (squareRest + r2 * r * series)
  const head = sum + rest
  tail[0] = sum - head + rest
  return head
}

/** log(x·2^shift) for a positive, normal, finite x. */
export const logarithm = (x: number, shift: number): number => {
  const word = highWord(x) - FIRST_PIECE
  const k = word >> 20
  const row = ((word >>> 13) & 127) * 3
  const z = x * powerOfTwo(-k)
  const zUpper = z + ROUNDER - ROUNDER
  const inverse = entry(logarithmTable, row)
  const rUpper = zUpper * inverse - 1
  const rLower = (z - zUpper) * inverse
  const r = rUpper + rLower
  const octaves = k + shift
  const start = octaves * LOG2_UPPER + entry(logarithmTable, row + 1) // exact
  const before = start + r
  const startRest = octaves * LOG2_LOWER + entry(logarithmTable, row + 2)
  return addSeries(before, start - before + r + startRest, r, rUpper, rLower)
}

/** log(1 + r + rTail) for |r| < 0.0057 and a much smaller rTail. */
export const logarithmNearOne = (r: number, rTail: number): number => {
  const rUpper = upperHalf(r)
  return addSeries(r, rTail - r * rTail, r, rUpper, r - rUpper)
}
