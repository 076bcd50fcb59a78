import { f32, foldIn, initialize, key, toFlat, uniform } from '../../src/index.ts'
import type { Tensor } from '../../src/tensor.ts'
import * as tree from '../../src/tree.ts'
import { stepOf } from './our-step.ts'
import type { Products, Training } from './task.ts'

/** A dense layer's first weights, in row-major order. */
export interface LayerNumbers {
  readonly inputs: number
  readonly units: number
  /** [inputs, units] */
  readonly w: Float32Array
  readonly b: Float32Array
}

/** What every peer starts from: one batch, which every step sees again, and first weights. */
export interface TrainingNumbers {
  readonly layers: readonly LayerNumbers[]
  /** [batch, inputs], from 0 to 1 as pixels are */
  readonly x: Float32Array
  /** [batch, classes], one 1 a row */
  readonly labels: Float32Array
}

const SEED = key(20_261_121)

const floats = (x: Tensor): Float32Array => Float32Array.from(toFlat(x))

/** The numbers of a training row; the same in every process. */
export const trainingNumbers = (task: Training): TrainingNumbers => {
  const { batch, widths } = task
  const { params } = initialize(stepOf(task), SEED)
  const [inputs = 1, classes = 1] = [widths[0], widths[widths.length - 1]]
  return {
    layers: widths.slice(1).map((units, i) => ({
      inputs: widths[i] ?? 1, units, w: floats(tree.leafAt(params, `${i}.w`)), b: floats(tree.leafAt(params, `${i}.b`)),
    })),
    x: floats(uniform(f32, foldIn(SEED, 2), [batch, inputs])),
    // The classes in an order that is no order of the rows.
    labels: Float32Array.from({ length: batch * classes }, (_, i) => i % classes === (Math.floor(i / classes) * 7 + 3) % classes ? 1 : 0),
  }
}

/** What is multiplied: c at first, and h = I − 2 v vᵀ with |v| = 1, a reflection, so that c keeps its size for ever. */
export interface ProductNumbers {
  readonly c: Float32Array
  readonly h: Float32Array
}

export const productNumbers = ({ size }: Products): ProductNumbers => {
  const direction = toFlat(uniform(f32, foldIn(SEED, 3), [size], -1, 1))
  const square = direction.reduce((sum, v) => sum + v * v, 0)
  const reflected = (i: number, j: number): number => (i === j ? 1 : 0) - 2 * (direction[i] ?? 0) * (direction[j] ?? 0) / square
  return {
    c: floats(uniform(f32, foldIn(SEED, 4), [size, size], -1, 1)),
    h: Float32Array.from({ length: size * size }, (_, i) => reflected(Math.floor(i / size), i % size)),
  }
}
