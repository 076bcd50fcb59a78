import { entry } from './entry.ts'
import { errorFunctionTable } from './error-function-table.ts'

/** The table's points are a = (row + 10)/32. */
const FIRST_POINT = 10

/** The nearest row of the table for 0.297 ≤ y < 5.95. */
export const errorFunctionRow = (y: number): number => Math.floor(y * 32 + 0.5) - FIRST_POINT

/** erf(a), rounded. */
export const errorFunctionHead = (row: number): number => entry(errorFunctionTable, row * 3)

/** Coefficients of the recurrence: −2/(n + 2) and n/(n + 1). */
const MOST_TERMS = 20
export const outer = Float64Array.from({ length: MOST_TERMS }, (_, n) => -2 / (n + 2))
export const inner = Float64Array.from({ length: MOST_TERMS }, (_, n) => n / (n + 1))

/**
 * erf(y) − head for y = a + d, |d| ≤ 1/64: the Taylor series at a,
 *
 *     erf(a + d) = erf(a) + erf′(a)·d·Σ t_n,   t_0 = 1, t_1 = −a·d,
 *     t_(n+1) = −2/(n+2) · (a·d·t_n + n/(n+1)·d²·t_(n−1))   (the recurrence of the Hermite polynomials)
 *
 * summed to t_terms. It is at most 0.05·erf(y), so its own rounding hardly counts in erf.
 */
export const errorFunctionRest = (row: number, y: number, terms: number): number => {
  const a = (row + FIRST_POINT) * 0.03125
  const d = y - a
  const ad = a * d
  const square = d * d
  let before = 1
  let term = -ad
  let sum = term
  for (let n = 1; n < terms; n++) {
    const next = entry(outer, n) * (ad * term + entry(inner, n) * (square * before))
    before = term
    term = next
    sum += next
  }
  const linear = entry(errorFunctionTable, row * 3 + 2) * d
  return entry(errorFunctionTable, row * 3 + 1) + (linear + linear * sum)
}
