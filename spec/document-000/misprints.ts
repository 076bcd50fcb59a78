import { math } from '../../src/index.ts'
import { deltas, derivatives } from './backward.ts'
import { slope, slopeOfCost } from './central-difference.ts'
import type { Misprint } from './misprint.ts'
import { activate, type Activated, cost, costOfWeights, halfSquare } from './network.ts'

const sigma = math.sigmoid
const layer1 = (n: Activated): readonly [number, number] => deltas(n).layer1

/** The first term of (6), which is printed right. */
const firstTerm = (n: Activated): number => halfSquare(sigma(n.w00 * n.h0 + n.w01 * n.h1 + n.w02), n.T0)

/** The second term of dC/dw₁₁⁽¹⁾, printed right; both misprints of that line stand in the first. */
const secondTermOfV11 = ({ y1, T1, w11, h1, x1 }: Activated): number => (y1 - T1) * y1 * (1 - y1) * w11 * h1 * (1 - h1) * x1

/** The misprints proper, in the document's order. */
export const misprints: readonly Misprint[] = [
  {
    place: 'the update of layer (2)',
    printed: 'W⁽²⁾ = W⁽²⁾ − γ dC/dW⁽²⁾',
    corrected: 'W⁽²⁾ ← W⁽²⁾ − γ (dC/dW⁽²⁾)ᵀ',
    quantity: 'new w₁₀⁽²⁾, W[0, 1]',
    asPrinted: (n) => n.w10 - 0.5 * derivatives(n).w01,
    asCorrected: (n) => n.w10 - 0.5 * derivatives(n).w10,
    truth: (n) => n.w10 - 0.5 * slopeOfCost(n, 'w10'),
  },
  {
    place: '(6), second term',
    printed: 'w₀₀⁽¹⁾a₀⁽⁰⁾ + w₀₁⁽¹⁾a₀⁽⁰⁾ + w₀₂⁽¹⁾',
    corrected: 'w₀₀⁽¹⁾a₀⁽⁰⁾ + w₀₁⁽¹⁾a₁⁽⁰⁾ + w₀₂⁽¹⁾',
    quantity: 'C',
    asPrinted: (n) =>
      firstTerm(n) + halfSquare(sigma(n.w10 * sigma(n.v00 * n.x0 + n.v01 * n.x0 + n.v02) + n.w11 * n.h1 + n.w12), n.T1),
    asCorrected: costOfWeights,
    truth: cost,
  },
  {
    place: '(6), second term',
    printed: 'w₁₂⁽²⁾σ(w₁₀⁽¹⁾a₀⁽⁰⁾ + …) + w₁₂⁽²⁾',
    corrected: 'w₁₁⁽²⁾σ(w₁₀⁽¹⁾a₀⁽⁰⁾ + …) + w₁₂⁽²⁾',
    quantity: 'C',
    asPrinted: (n) => firstTerm(n) + halfSquare(sigma(n.w10 * n.h0 + n.w12 * n.h1 + n.w12), n.T1),
    asCorrected: costOfWeights,
    truth: cost,
  },
  {
    place: 'dC/dw₁₁⁽¹⁾, first term',
    printed: '(a₀⁽²⁾ − T₀) a₁⁽²⁾(1 − a₁⁽²⁾)',
    corrected: '(a₀⁽²⁾ − T₀) a₀⁽²⁾(1 − a₀⁽²⁾)',
    quantity: 'dC/dw₁₁⁽¹⁾',
    asPrinted: (n) => (n.y0 - n.T0) * n.y1 * (1 - n.y1) * n.w01 * n.h1 * (1 - n.h1) * n.x1 + secondTermOfV11(n),
    asCorrected: (n) => derivatives(n).v11,
    truth: (n) => slopeOfCost(n, 'v11'),
  },
  {
    place: 'dC/dw₁₁⁽¹⁾, first term',
    printed: 'w₀₁⁽²⁾ a₀⁽¹⁾(1 − a₁⁽¹⁾) a₁⁽⁰⁾',
    corrected: 'w₀₁⁽²⁾ a₁⁽¹⁾(1 − a₁⁽¹⁾) a₁⁽⁰⁾',
    quantity: 'dC/dw₁₁⁽¹⁾',
    asPrinted: (n) => (n.y0 - n.T0) * n.y0 * (1 - n.y0) * n.w01 * n.h0 * (1 - n.h1) * n.x1 + secondTermOfV11(n),
    asCorrected: (n) => derivatives(n).v11,
    truth: (n) => slopeOfCost(n, 'v11'),
  },
  {
    place: 'dC/dW⁽¹⁾, last entry',
    printed: 'δ₁⁽²⁾·1',
    corrected: 'δ₁⁽¹⁾·1',
    quantity: 'dC/dw₁₂⁽¹⁾',
    asPrinted: (n) => deltas(n).layer2[1],
    asCorrected: (n) => layer1(n)[1],
    truth: (n) => slopeOfCost(n, 'v12'),
  },
  {
    place: 'c',
    printed: 'a₀⁽²⁾ − T⁰, a₁⁽²⁾ − T¹',
    corrected: 'a₀⁽²⁾ − T₀, a₁⁽²⁾ − T₁',
    quantity: 'c₀, T⁰ read as a power',
    asPrinted: (n) => n.y0 - 1,
    asCorrected: (n) => n.y0 - n.T0,
    truth: (n) => -slopeOfCost(n, 'T0'),
  },
  {
    place: 'D⁽¹⁾, second entry',
    printed: 'a₀⁽¹⁾(1 − a₀⁽¹⁾)',
    corrected: 'a₁⁽¹⁾(1 − a₁⁽¹⁾)',
    quantity: 'da₁⁽¹⁾/dw₁₂⁽¹⁾',
    asPrinted: (n) => n.h0 * (1 - n.h0),
    asCorrected: (n) => n.h1 * (1 - n.h1),
    truth: (n) => slope((m) => activate(m).h1, n, 'v12'),
  },
  {
    place: 'D⁽²⁾·c, first row of the result',
    printed: '(a₀⁽²⁾ − T₀)a₀⁽²⁾(1 − a₁⁽²⁾)',
    corrected: '(a₀⁽²⁾ − T₀)a₀⁽²⁾(1 − a₀⁽²⁾)',
    quantity: 'δ₀⁽²⁾',
    asPrinted: (n) => (n.y0 - n.T0) * n.y0 * (1 - n.y1),
    asCorrected: (n) => deltas(n).layer2[0],
    truth: (n) => slopeOfCost(n, 'w02'),
  },
  {
    place: 'D⁽¹⁾w⁽²⁾δ⁽²⁾, w⁽²⁾ first row',
    printed: 'w₀₀⁽²⁾ w₀₁⁽²⁾, not transposed',
    corrected: 'w₀₀⁽²⁾ w₁₀⁽²⁾, (w⁽²⁾)ᵀ',
    quantity: 'δ₀⁽¹⁾',
    asPrinted: (n) => n.h0 * (1 - n.h0) * (n.w00 * deltas(n).layer2[0] + n.w01 * deltas(n).layer2[1]),
    asCorrected: (n) => layer1(n)[0],
    truth: (n) => slopeOfCost(n, 'v02'),
  },
  {
    place: 'D⁽¹⁾w⁽²⁾δ⁽²⁾, w⁽²⁾ second row',
    printed: 'w₁₀⁽²⁾ w₁₁⁽²⁾, not transposed',
    corrected: 'w₀₁⁽²⁾ w₁₁⁽²⁾, (w⁽²⁾)ᵀ',
    quantity: 'δ₁⁽¹⁾',
    asPrinted: (n) => n.h1 * (1 - n.h1) * (n.w10 * deltas(n).layer2[0] + n.w11 * deltas(n).layer2[1]),
    asCorrected: (n) => layer1(n)[1],
    truth: (n) => slopeOfCost(n, 'v12'),
  },
  {
    place: 'D⁽¹⁾w⁽²⁾δ⁽²⁾, second row of the result',
    printed: 'δ₁⁽²⁾w₁₁⁽²⁾a₀⁽¹⁾(1 − a₁⁽¹⁾)',
    corrected: 'δ₁⁽²⁾w₁₁⁽²⁾a₁⁽¹⁾(1 − a₁⁽¹⁾)',
    quantity: 'δ₁⁽¹⁾',
    asPrinted: (n) => deltas(n).layer2[0] * n.w01 * n.h1 * (1 - n.h1) + deltas(n).layer2[1] * n.w11 * n.h0 * (1 - n.h1),
    asCorrected: (n) => layer1(n)[1],
    truth: (n) => slopeOfCost(n, 'v12'),
  },
  {
    place: 'summary, dC/dW⁽¹⁾',
    printed: 'D⁽¹⁾w⁽²⁾δ⁽²⁾A⁽⁰⁾',
    corrected: 'D⁽¹⁾(w⁽²⁾)ᵀδ⁽²⁾A⁽⁰⁾',
    quantity: 'dC/dw₀₁⁽¹⁾',
    asPrinted: (n) => n.h0 * (1 - n.h0) * (n.w00 * deltas(n).layer2[0] + n.w01 * deltas(n).layer2[1]) * n.x1,
    asCorrected: (n) => layer1(n)[0] * n.x1,
    truth: (n) => slopeOfCost(n, 'v01'),
  },
]
