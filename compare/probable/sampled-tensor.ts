import { showShape } from '../../src/shape/size.ts'
import { toPrecision } from '../../src/tensor/precision.ts'
import type { DType, Shape, Tensor } from '../../src/tensor.ts'
import { f64 } from '../untyped.ts'

/** How many evaluations with rounding errors drawn at random are carried along; at most 32, one for each bit of a random word. */
export const SAMPLES = 16

/** What a sampled tensor is made of. */
export interface Sampled {
  /** the value that exact arithmetic gives */
  readonly value: Tensor
  /** the values that the samples have, `[SAMPLES, ...shape]`; left out where all have `value` */
  readonly samples: Tensor | undefined
}

class SampledTensor {
  readonly shape: Shape
  readonly dtype: DType
  readonly #parts: Sampled

  constructor(parts: Sampled) {
    this.shape = parts.value.shape as Shape
    this.dtype = parts.value.dtype as DType
    this.#parts = parts
    Object.freeze(this)
  }

  static partsOf(tensor: object): Sampled | undefined {
    return #parts in tensor ? tensor.#parts : undefined
  }

  toString(): string {
    return `sampled ${this.dtype} ${showShape(this.shape)}`
  }
}

/** A tensor around a value and its samples. */
export const sampled = (value: Tensor, samples: Tensor | undefined): Tensor =>
  // The brand of Tensor exists for the compiler alone, so no value can be built that has it.
  new SampledTensor({ value, samples }) as object as Tensor

/** Value and samples of a tensor; one of another engine is exact. */
export const sampledOf = (tensor: Tensor): Sampled =>
  SampledTensor.partsOf(tensor) ?? { value: toPrecision('f64')(tensor), samples: undefined }

/** The shape with the samples' axis in front. */
export const stacked = (shape: Shape): Shape => [SAMPLES, ...shape]

/** One tensor for every sample. */
export const forEach = (x: Tensor): Tensor => f64.broadcast(x, stacked(x.shape as Shape), [0])

/** The samples, written out where all are alike. */
export const samplesOf = ({ value, samples }: Sampled): Tensor => samples ?? forEach(value)
