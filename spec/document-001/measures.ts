/** What a rule of training is judged by: the right error, the right probabilities, and the direction of its gradients. */
import { binaryCrossEntropy, f64, item } from '../../src/index.ts'
import { batch, oIn, oOut, type Params, rowOf, valueAt } from './network.ts'
import type { Triple } from './triple.ts'

export interface Measured {
  /** natural logarithms on the softmax */
  readonly error: number
  readonly outputs: Triple<number>
  readonly logits: Triple<number>
}

export const measure = (params: Params): Measured => {
  const outputs = valueAt(oOut, params, batch.x)
  return {
    outputs,
    error: item(binaryCrossEntropy(f64, rowOf(outputs)).against(batch.labels)[0]),
    logits: valueAt(oIn, params, batch.x),
  }
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? NaN), 0)

export const length = (a: readonly number[]): number => Math.sqrt(dot(a, a))

/** 1 where two gradients point the same way, 0 where they are perpendicular, -1 where they are opposite. */
export const cosine = (a: readonly number[], b: readonly number[]): number =>
  dot(a, b) / (length(a) * length(b))
