import { errorFunctionHead, errorFunctionRest, errorFunctionRow } from './error-function-kernel.ts'

/** erf x = x + x·(2/√π − 1 + x²·P(x²)) for |x| < 1/2; the constant in two parts. */
const nearZero = (x: number): number => {
  const z = x * x
  const z2 = z * z
  const series =
    -0.37612638903183754 +
    z * 0.11283791670954917 +
    z2 *
      (-0.026866170645015224 +
        z * 0.00522397762229099 +
        z2 *
          (-0.0008548326539046821 +
            z * 0.00012055287965612625 +
            z2 * (-1.4923068492916877e-5 + z * 1.6372547527819064e-6 + z2 * -1.4632047890943428e-7)))
  return x + x * (0.1283791670955126 + (-1.2420116002463032e-17 + z * series))
}

/**
 * The error function, 2/√π·∫₀ˣ exp(−t²) dt.
 */
export const erf = (x: number): number => {
  if (x > -0.5 && x < 0.5) return nearZero(x)
  const y = Math.abs(x)
  if (!(y < 5.95)) return x > 0 ? 1 : x < 0 ? -1 : x
  const row = errorFunctionRow(y)
  const magnitude = errorFunctionHead(row) + errorFunctionRest(row, y, 9)
  return x < 0 ? -magnitude : magnitude
}
