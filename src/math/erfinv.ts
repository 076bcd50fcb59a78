import { errorFunctionHead, errorFunctionRest, errorFunctionRow } from './error-function-kernel.ts'
import { exp } from './exp.ts'
import { log } from './log.ts'

/** erfinv x = x + x·(√π/2 − 1 + x²·P(x²)) for |x| < 1/2; the constant in two parts. */
const nearZero = (x: number): number => {
  const z = x * x
  // One quotient by 2/√π, so that a subnormal result is rounded once; and −0 stays −0.
  if (z < 1e-20) return x / 1.1283791670955126
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

/** y with erf(y) = x for 1/2 ≤ x < 1. */
const tail = (x: number): number => {
  // A start with relative error 2^-22: (w + 1)·P(1/(w + 1)), w = √(−log(1 − x)); 1 − x is exact.
  const w1 = Math.sqrt(-log(1 - x)) + 1
  const s = 1 / w1
  const start =
    w1 *
    (1.0005767951919102 +
      s *
        (-1.0372415806132662 +
          s *
            (-1.4422682587769275 +
              s * (2.4864436456302528 + s * (-4.443414891895223 + s * (7.191344537551935 + s * -3.8945580238890996))))))
  // One step of third order: with δ = (x − erf y)/(2/√π·exp(−y²)) the answer is
  // y + δ + y·δ² + (1 + 4y²)/3·δ³ + …, and the first term left out is below 2^-60·y.
  const row = errorFunctionRow(start)
  const shortfall = x - errorFunctionHead(row) - errorFunctionRest(row, start, 13) // the first difference is exact
  const delta = shortfall / (1.1283791670955126 * exp(-start * start))
  return start + delta * (1 + delta * (start + delta * ((1 + 4 * start * start) / 3)))
}

/**
 * The inverse of the error function.
 */
export const erfinv = (x: number): number => {
  if (x > -0.5 && x < 0.5) return nearZero(x)
  const magnitude = Math.abs(x)
  if (!(magnitude < 1)) return magnitude === 1 ? x * Infinity : Number.NaN
  return x < 0 ? -tail(magnitude) : tail(magnitude)
}
