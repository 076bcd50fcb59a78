import {
  binaryCrossEntropy, categoricalCrossEntropy, halfSquaredError, type Loss, meanSquaredError, type Ops, type Shape, sigmoidCrossEntropy,
  softmaxCrossEntropy, type Some, type Tensor,
} from '../../src/index.ts'
import { draw, drawChances, drawProbabilities } from './draw.ts'

export interface LossRow {
  readonly name: string
  readonly loss: Loss<Some, Some>
  /** outputs that the loss is defined on */
  readonly outputs: (ops: Ops, seed: number, shape: Shape) => Tensor
  readonly labels: (ops: Ops, seed: number, shape: Shape) => Tensor
  /** the same loss of one row of numbers, from its definition, in f64 with the platform's functions */
  readonly row: (y: readonly number[], t: readonly number[]) => number
  /** how the rows' losses become one */
  readonly over: 'mean of rows' | 'mean of elements' | 'sum'
}

const sum = (terms: readonly number[]): number => terms.reduce((a, b) => a + b, 0)
const zip = (y: readonly number[], t: readonly number[], f: (y: number, t: number) => number): number => sum(y.map((v, i) => f(v, t[i] ?? NaN)))
/** t log p, with 0 log p = 0 */
const weighted = (t: number, p: number): number => t === 0 ? 0 : t * Math.log(p)

const logSumExp = (x: readonly number[]): number => {
  const m = Math.max(...x)
  return m + Math.log(sum(x.map((v) => Math.exp(v - m))))
}

/** log (1 + e^x), without overflow and without losing e^x beside 1 */
const logOnePlusExp = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

/** Every loss once, with an independent definition. */
export const losses: readonly LossRow[] = [
  {
    name: 'halfSquaredError', loss: halfSquaredError, outputs: draw, labels: draw, over: 'sum',
    row: (y, t) => zip(y, t, (v, u) => (v - u) ** 2) / 2,
  },
  {
    name: 'meanSquaredError', loss: meanSquaredError, outputs: draw, labels: draw, over: 'mean of elements',
    row: (y, t) => zip(y, t, (v, u) => (v - u) ** 2),
  },
  {
    name: 'categoricalCrossEntropy', loss: categoricalCrossEntropy, outputs: drawProbabilities, labels: drawProbabilities, over: 'mean of rows',
    row: (y, t) => -zip(y, t, (v, u) => weighted(u, v)),
  },
  {
    name: 'binaryCrossEntropy', loss: binaryCrossEntropy, outputs: drawChances, labels: drawChances, over: 'mean of rows',
    row: (y, t) => -zip(y, t, (v, u) => weighted(u, v) + weighted(1 - u, 1 - v)),
  },
  {
    name: 'softmaxCrossEntropy', loss: softmaxCrossEntropy, outputs: draw, labels: drawProbabilities, over: 'mean of rows',
    row: (x, t) => zip(x, t, (v, u) => u * (logSumExp(x) - v)),
  },
  {
    name: 'sigmoidCrossEntropy', loss: sigmoidCrossEntropy, outputs: draw, labels: drawChances, over: 'mean of rows',
    row: (x, t) => zip(x, t, (v, u) => u * logOnePlusExp(-v) + (1 - u) * logOnePlusExp(v)),
  },
]
