import { f64 } from '../untyped.ts'
import { showShape } from '../../src/shape/size.ts'
import { precisionOf } from '../../src/tensor/host.ts'
import { toPrecision } from '../../src/tensor/precision.ts'
import type { DType, Shape, Tensor } from '../../src/tensor.ts'
import { UNIT } from './rounding.ts'

/** What a bounded tensor is made of, both in the tensor's shape. */
export interface Bounded {
  /** the value that exact arithmetic gives: real numbers in f64 */
  readonly value: Tensor
  /**
   * Of real numbers: how far any reasonable f32 evaluation may be from the value, element by element, in f64. Of other
   * kinds: a mask of the elements that another evaluation may have otherwise.
   */
  readonly error: Tensor
}

/** A tensor of the bound engine. Like every tensor it shows its shape and kind only. */
class BoundedTensor {
  readonly shape: Shape
  readonly dtype: DType
  readonly #parts: Bounded

  constructor(parts: Bounded) {
    this.shape = parts.value.shape as Shape
    this.dtype = parts.value.dtype as DType
    this.#parts = parts
    Object.freeze(this)
  }

  static partsOf(tensor: object): Bounded | undefined {
    return #parts in tensor ? tensor.#parts : undefined
  }

  toString(): string {
    return `bounded ${this.dtype} ${showShape(this.shape)}`
  }
}

/** A tensor around a value and its error. */
export const bounded = (value: Tensor, error: Tensor): Tensor =>
  // The brand of Tensor exists for the compiler alone, so no value can be built that has it.
  new BoundedTensor({ value, error }) as object as Tensor

/**
 * Value and error of a tensor. A tensor of f32 numbers is exact; one of f64 numbers is off by the rounding that every f32
 * evaluation begins with; other kinds are certain.
 */
export const boundedOf = (tensor: Tensor): Bounded => BoundedTensor.partsOf(tensor) ?? {
  value: toPrecision('f64')(tensor),
  error:
    tensor.dtype !== 'float' ? certain(tensor.shape)
    : precisionOf(tensor) === 'f64' ? f64.scale(f64.abs(tensor), UNIT)
    : f64.fill(tensor.shape as Shape, 0),
}

/** A mask in which nothing is in doubt. */
export const certain = (shape: Shape): Tensor => f64.cast(f64.fill(shape, 0), 'bool')
