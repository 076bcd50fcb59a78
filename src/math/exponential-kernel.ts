/**
 * exp(x + tail) = 2^(n/64) · exp(r), with n the integer nearest to x·64/log 2 and |r| ≤ log 2/128.
 *
 * A caller puts the pieces together:
 *
 *     const n = exponentialSteps(x)
 *     const head = exponentialHead(n)                       // 2^((n mod 64)/64), rounded
 *     const rest = exponentialRest(n, exponentialRemainder(x, n, tail))
 *     // exp(x + tail) = (head + rest) · 2^(n >> 6), relative error below 2^-58
 *
 * |rest| < 0.006·head, so one rounded sum has at most 0.52 ulp, and `orderedSumError` gives its low part.
 *
 * Method: P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE floating-point
 * arithmetic" (1989), in the arrangement of exp.c in Arm Optimized Routines (S. Nagy; Copyright (c) 2018,
 * Arm Limited; MIT licence). Table and minimax polynomial (absolute error 2^-70) were made for this project.
 */
import { entry } from './entry.ts'
import { exponentialTable } from './exponential-table.ts'
import { nearestInteger } from './nearest-integer.ts'

const STEPS_PER_UNIT = 92.33248261689366 // 64/log 2
const STEP_UPPER = 0.010830424696450791 // log 2/64 to a multiple of 2^-41: its product with n < 2^17 is exact
const STEP_LOWER = -2.0164562921995537e-13

/** The number of steps of log 2/64 in x. |x| < 2^20. */
export const exponentialSteps = (x: number): number => nearestInteger(x * STEPS_PER_UNIT) | 0

/** r = x + tail − n·log 2/64. */
export const exponentialRemainder = (x: number, steps: number, tail: number): number =>
  x - steps * STEP_UPPER - steps * STEP_LOWER + tail

/** 2^((n mod 64)/64), rounded. */
export const exponentialHead = (steps: number): number => entry(exponentialTable, (steps & 63) << 1)

/** 2^((n mod 64)/64)·exp(r) − head. */
export const exponentialRest = (steps: number, remainder: number): number => {
  const square = remainder * remainder
  const cubic = 0.16666666666657878 + remainder * 0.04166666666665807
  const quintic = 0.008333341997830595 + remainder * 0.001388889832657846
  const minusOne = remainder + (square * 0.5 + square * remainder * (cubic + square * quintic))
  return entry(exponentialTable, ((steps & 63) << 1) + 1) + exponentialHead(steps) * minusOne
}
