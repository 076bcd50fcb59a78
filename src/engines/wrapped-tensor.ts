import { showShape } from '../shape/size.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'

/** The tensors of an engine that stands on another: each is one of the engine below, with an `X` kept beside it. */
export interface Wrapping<X> {
  readonly wrap: (inner: Tensor, beside: X) => Tensor
  /** the tensor of the engine below; any other tensor is its own */
  readonly innerOf: (tensor: Tensor) => Tensor
  /** `undefined` for a tensor that was not wrapped here */
  readonly besideOf: (tensor: Tensor) => X | undefined
}

/**
 * A wrapping of its own, whose tensors no other wrapping opens. A derivative inside of a derivative needs that: what the outer
 * one follows is a constant to the inner one, and must come out of it still wrapped (Siskind and Pearlmutter, "Perturbation
 * confusion and referential transparency", 2005).
 */
export const wrapping = <X>(name: string): Wrapping<X> => {
  class WrappedTensor {
    readonly shape: Shape
    readonly dtype: DType
    readonly #inner: Tensor
    readonly #beside: X

    constructor(inner: Tensor, beside: X) {
      this.shape = inner.shape as Shape
      this.dtype = inner.dtype as DType
      this.#inner = inner
      this.#beside = beside
      Object.freeze(this)
    }

    static partsOf(tensor: object): { readonly inner: Tensor; readonly beside: X } | undefined {
      return #inner in tensor ? { inner: tensor.#inner, beside: tensor.#beside } : undefined
    }

    toString(): string {
      return `${name} ${this.dtype} ${showShape(this.shape)}`
    }
  }
  return {
    // The brand of Tensor exists for the compiler alone, so no value can be built that has it.
    wrap: (inner, beside) => new WrappedTensor(inner, beside) as object as Tensor,
    innerOf: (tensor) => WrappedTensor.partsOf(tensor)?.inner ?? tensor,
    besideOf: (tensor) => WrappedTensor.partsOf(tensor)?.beside,
  }
}
