import { type Loss, type Ops, type Shape, type Some, type Tensor } from '../../src/index.ts'
import { meanAbsoluteError } from '../../src/losses/absolute-error.ts'
import { cosineDistance } from '../../src/losses/cosine-distance.ts'
import {
  binaryCrossEntropy, binaryCrossEntropyWith, categoricalCrossEntropy, categoricalCrossEntropyWith,
} from '../../src/losses/cross-entropy.ts'
import {
  sigmoidCrossEntropy, sigmoidCrossEntropyWith, softmaxCrossEntropy, softmaxCrossEntropyWith,
} from '../../src/losses/cross-entropy-on-logits.ts'
import { hinge, squaredHinge } from '../../src/losses/hinge.ts'
import { huber } from '../../src/losses/huber.ts'
import { klDivergence } from '../../src/losses/kl-divergence.ts'
import { logCosh } from '../../src/losses/log-cosh.ts'
import { poisson } from '../../src/losses/poisson.ts'
import {
  sparseCategoricalCrossEntropy, sparseCategoricalCrossEntropyWith, sparseSoftmaxCrossEntropy, sparseSoftmaxCrossEntropyWith,
} from '../../src/losses/sparse-cross-entropy.ts'
import { halfSquaredError, meanSquaredError } from '../../src/losses/squared-error.ts'
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
  /** where labels are class numbers: that of the rows that do not count */
  readonly ignored?: number
  /** what a rounding error is compared with, where terms cancel */
  readonly size?: number
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

const norm = (x: readonly number[]): number => Math.sqrt(sum(x.map((v) => v * v)))

/** Some class numbers, and `ignored` for about a row in four. */
const drawClasses = (ignored: number) => (ops: Ops, seed: number, shape: Shape): Tensor => {
  const axes: Some = [shape.length - 1]
  const classes: Tensor = ops.argmax(draw(ops, seed, shape), axes[0] as never)
  const marks: Tensor = ops.max(draw(ops, seed + 1, [...shape.slice(0, -1), 1]), axes)
  const skipped: Tensor = ops.less(marks, ops.fill(marks.shape as Shape, -0.7))
  return ops.select(skipped, ops.cast(ops.fill(marks.shape as Shape, ignored), 'i32') as Tensor, classes)
}

const drawSigns = (ops: Ops, seed: number, shape: Shape): Tensor =>
  ops.select(ops.less(draw(ops, seed, shape), ops.fill(shape, 0)), ops.fill(shape, -1), ops.fill(shape, 1))

const drawRates = (ops: Ops, seed: number, shape: Shape): Tensor => ops.exp(draw(ops, seed, shape))

const drawCounts = (ops: Ops, seed: number, shape: Shape): Tensor => ops.floor(drawRates(ops, seed, shape))

/** A weight for each class, whatever their number: 0.5, 1, 1.5, … */
const weightsOf = (width: number): readonly number[] => Array.from({ length: width }, (_, i) => (i + 1) / 2)

/** A loss that is told as many weights as there are classes. */
const perClass = (loss: (classWeights: readonly number[]) => Loss<Some, Some>): Loss<Some, Some> =>
  (ops: Ops, y: Tensor) => loss(weightsOf((y.shape as Shape)[y.shape.length - 1] ?? NaN))(ops, y)

/** Labels smoothed by 0.1, and weighted. */
const told = (t: readonly number[]): readonly number[] => t.map((u, i) => (i + 1) / 2 * (0.9 * u + 0.1 / t.length))

const oneAt = (width: number, t: number): readonly number[] => Array.from({ length: width }, (_, i) => i === t ? 1 : 0)

const onProbabilities = (y: readonly number[], t: readonly number[]): number => -zip(y, t, (v, u) => weighted(u, v))
const onLogits = (x: readonly number[], t: readonly number[]): number => zip(x, t, (v, u) => u * (logSumExp(x) - v))

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
  {
    name: 'meanAbsoluteError', loss: meanAbsoluteError, outputs: draw, labels: draw, over: 'mean of elements',
    row: (y, t) => zip(y, t, (v, u) => Math.abs(v - u)),
  },
  {
    name: 'huber', loss: huber({ delta: 0.75 }), outputs: draw, labels: draw, over: 'mean of elements',
    row: (y, t) => zip(y, t, (v, u) => Math.abs(v - u) <= 0.75 ? (v - u) ** 2 / 2 : 0.75 * (Math.abs(v - u) - 0.375)),
  },
  {
    name: 'logCosh', loss: logCosh, outputs: draw, labels: draw, over: 'mean of elements',
    row: (y, t) => zip(y, t, (v, u) => Math.log(Math.cosh(v - u))), size: 1e-3,
  },
  {
    name: 'hinge', loss: hinge, outputs: draw, labels: drawSigns, over: 'mean of elements',
    row: (y, t) => zip(y, t, (v, u) => Math.max(0, 1 - u * v)), size: 1,
  },
  {
    name: 'squaredHinge', loss: squaredHinge, outputs: draw, labels: drawSigns, over: 'mean of elements',
    row: (y, t) => zip(y, t, (v, u) => Math.max(0, 1 - u * v) ** 2), size: 1,
  },
  {
    name: 'klDivergence', loss: klDivergence, outputs: drawProbabilities, labels: drawProbabilities, over: 'mean of rows',
    row: (y, t) => zip(y, t, (v, u) => weighted(u, u) - weighted(u, v)), size: 1,
  },
  {
    name: 'poisson', loss: poisson, outputs: drawRates, labels: drawCounts, over: 'mean of elements',
    row: (y, t) => zip(y, t, (v, u) => v - weighted(u, v)), size: 10,
  },
  {
    name: 'cosineDistance', loss: cosineDistance, outputs: draw, labels: draw, over: 'mean of rows',
    row: (y, t) => 1 - zip(y, t, (v, u) => v * u) / (norm(y) * norm(t)), size: 1,
  },
  {
    name: 'categoricalCrossEntropyWith', loss: perClass((classWeights) => categoricalCrossEntropyWith({ labelSmoothing: 0.1, classWeights })),
    outputs: drawProbabilities, labels: drawProbabilities, over: 'mean of rows', row: (y, t) => onProbabilities(y, told(t)),
  },
  {
    name: 'binaryCrossEntropyWith', loss: binaryCrossEntropyWith({ labelSmoothing: 0.2, classWeights: [0.5, 2], reduction: 'mean of elements' }),
    outputs: drawChances, labels: drawChances, over: 'mean of elements',
    row: (y, t) => -zip(y, t, (v, u) => 2 * weighted(0.8 * u + 0.1, v) + 0.5 * weighted(0.9 - 0.8 * u, 1 - v)),
  },
  {
    name: 'softmaxCrossEntropyWith', loss: perClass((classWeights) => softmaxCrossEntropyWith({ labelSmoothing: 0.1, classWeights, reduction: 'sum' })),
    outputs: draw, labels: drawProbabilities, over: 'sum', row: (x, t) => onLogits(x, told(t)),
  },
  {
    name: 'sigmoidCrossEntropyWith', loss: sigmoidCrossEntropyWith({ labelSmoothing: 0.2, classWeights: [0.5, 2] }),
    outputs: draw, labels: drawChances, over: 'mean of rows',
    row: (x, t) => zip(x, t, (v, u) => 2 * (0.8 * u + 0.1) * logOnePlusExp(-v) + 0.5 * (0.9 - 0.8 * u) * logOnePlusExp(v)),
  },
  {
    name: 'sparseSoftmaxCrossEntropy', loss: sparseSoftmaxCrossEntropy, outputs: draw, labels: drawClasses(-1), ignored: -1, over: 'mean of rows',
    row: (x, [t = NaN]) => onLogits(x, oneAt(x.length, t)),
  },
  {
    name: 'sparseSoftmaxCrossEntropyWith',
    loss: perClass((classWeights) => sparseSoftmaxCrossEntropyWith({ labelSmoothing: 0.1, classWeights, ignored: 0, reduction: 'mean of elements' })),
    outputs: draw, labels: drawClasses(0), ignored: 0, over: 'mean of elements', row: (x, [t = NaN]) => onLogits(x, told(oneAt(x.length, t))),
  },
  {
    name: 'sparseCategoricalCrossEntropy', loss: sparseCategoricalCrossEntropy, outputs: drawProbabilities, labels: drawClasses(-1), ignored: -1,
    over: 'mean of rows', row: (y, [t = NaN]) => onProbabilities(y, oneAt(y.length, t)),
  },
  {
    name: 'sparseCategoricalCrossEntropyWith',
    loss: perClass((classWeights) => sparseCategoricalCrossEntropyWith({ labelSmoothing: 0.1, classWeights, ignored: 100, reduction: 'sum' })),
    outputs: drawProbabilities, labels: drawClasses(100), ignored: 100, over: 'sum', row: (y, [t = NaN]) => onProbabilities(y, told(oneAt(y.length, t))),
  },
]
