import { derivatives } from './backward.ts'
import { slopeOfCost } from './central-difference.ts'
import type { Misprint } from './misprint.ts'
import type { Activated, Network } from './network.ts'

/** The first term of dC/dw₁₁⁽¹⁾ as it is printed, with both of its misprints. */
const firstTerm = ({ y0, T0, y1, w01, h0, h1, x1 }: Activated): number => (y0 - T0) * y1 * (1 - y1) * w01 * h0 * (1 - h1) * x1

/** The second term of dC/dw₁₂⁽¹⁾, printed right, and then once more. */
const secondTerm = ({ y1, T1, w11, h1 }: Activated): number => (y1 - T1) * y1 * (1 - y1) * w11 * h1 * (1 - h1)

const v11 = {
  quantity: 'dC/dw₁₁⁽¹⁾',
  asCorrected: (n: Activated) => derivatives(n).v11,
  truth: (n: Network) => slopeOfCost(n, 'v11'),
} as const

const v12 = {
  quantity: 'dC/dw₁₂⁽¹⁾',
  asCorrected: (n: Activated) => derivatives(n).v12,
  truth: (n: Network) => slopeOfCost(n, 'v12'),
} as const

/**
 * Lines and terms that were not set but repeated: text recognition fell into a loop at dC/dw₁₁⁽¹⁾ and came out of it in
 * dC/dw₁₂⁽¹⁾. Each is evaluated as it stands. The correction is always the same: one line of two terms.
 */
export const repeats: readonly Misprint[] = [
  {
    place: 'line 2 of dC/dw₁₁⁽¹⁾',
    printed: 'line 1 again, with its two misprints',
    corrected: 'not there',
    ...v11,
    asPrinted: (n) => firstTerm(n) + (n.y1 - n.T1) * n.y1 * (1 - n.y1) * n.w11 * n.h1 * (1 - n.h1) * n.x1,
  },
  {
    place: 'lines 3, 4 and 5',
    printed: 'the first term of line 1 alone',
    corrected: 'not there',
    ...v11,
    asPrinted: firstTerm,
  },
  {
    place: 'lines 6 and 7',
    printed: '… w₀₁⁽²⁾ a₁⁽¹⁾(1 − a₁⁽¹⁾) a₁⁽¹⁾(1 − a₁⁽¹⁾) a₁⁽¹⁾',
    corrected: 'not there',
    ...v11,
    asPrinted: ({ y0, T0, y1, w01, h1 }) => (y0 - T0) * y1 * (1 - y1) * w01 * h1 * (1 - h1) * h1 * (1 - h1) * h1,
  },
  {
    place: 'dC/dw₁₂⁽¹⁾, third term',
    printed: '+ the second term again',
    corrected: 'not there',
    ...v12,
    asPrinted: (n) => derivatives(n).v12 + secondTerm(n),
  },
  {
    place: 'dC/dw₁₂⁽¹⁾, fourth term',
    printed: '+ (a₁⁽²⁾ − T₁) a₁⁽²⁾(1 − a₁⁽²⁾) w₁₁⁽²⁾ a₁⁽²⁾(1 − a₁⁽²⁾) w₁₂⁽²⁾',
    corrected: 'not there',
    ...v12,
    asPrinted: (n) => derivatives(n).v12 + (n.y1 - n.T1) * n.y1 * (1 - n.y1) * n.w11 * n.y1 * (1 - n.y1) * n.w12,
  },
]
