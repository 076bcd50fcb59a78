import { errorFunctionHead, errorFunctionRest, errorFunctionRow } from './error-function-kernel.ts'
import { exp } from './exp.ts'
import { log } from './log.ts'

/** erfinv x = x + x·(√π/2 − 1 + x²·P(x²)) for |x| < 1/2; the constant in two parts. */
const nearZero = (x: number): number => {
  const z = x * x
  const z2 = z * z
  const z4 = z2 * z2
  const series =
    0.23201366653465424 +
    z * 0.12755617530568863 +
    z2 * (0.08655212923017333 + z * 0.06495961846546529) +
    z4 *
      (0.051731255008978044 +
        z * 0.04283737300630426 +
        z2 * (0.03645520591420571 + z * 0.031812502950466164) +
        z4 *
          (0.02696929407779485 +
            z * 0.03091788188359112 +
            z2 * (-0.0015100004392600277 + z * 0.08737934484710311) +
            z4 * (-0.096663446391231 + z * 0.1201981920445762)))
  return x + x * (-0.11377307454724199 + (3.300430924314376e-18 + z * series))
}

/** y with erfc(y) = c for 2^-54 < c ≤ 1/2. */
const inverseOfComplement = (c: number): number => {
  // A start with relative error 2^-22: (w + 1)·P(1/(w + 1)), w = √(−log c).
  const w1 = Math.sqrt(-log(c)) + 1
  const s = 1 / w1
  const start =
    w1 *
    (1.0005767951919102 +
      s *
        (-1.0372415806132662 +
          s *
            (-1.4422682587769275 +
              s * (2.4864436456302528 + s * (-4.443414891895223 + s * (7.191344537551935 + s * -3.8945580238890996))))))
  // One step of third order: with δ = (erfc(y) − c)/(2/√π·exp(−y²)) the answer is
  // y + δ + y·δ² + (1 + 4y²)/3·δ³ + …, and the first term left out is below 2^-60·y.
  const row = errorFunctionRow(start)
  const excess = 1 - errorFunctionHead(row) - c - errorFunctionRest(row, start, 16)
  const delta = excess / (1.1283791670955126 * exp(-start * start))
  return start + delta * (1 + delta * (start + delta * ((1 + 4 * start * start) / 3)))
}

/**
 * The inverse of the error function.
 */
export const erfinv = (x: number): number => {
  if (x > -0.5 && x < 0.5) return x === 0 ? x : nearZero(x) // the sum would lose the sign of −0
  const c = 1 - Math.abs(x) // exact
  if (!(c > 0)) return c === 0 ? (x > 0 ? Infinity : -Infinity) : Number.NaN
  const magnitude = inverseOfComplement(c)
  return x < 0 ? -magnitude : magnitude
}
