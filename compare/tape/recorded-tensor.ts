import { showShape } from '../../src/shape/size.ts'
import type { DType, Shape, Tensor } from '../../src/tensor.ts'

/** One recorded operation: what it was made from, and how a cotangent of its result goes back to each of them. */
export interface Node {
  /** 0 for a variable; otherwise one more than the deepest of `parents`, so sorting by it is a topological order */
  readonly depth: number
  readonly parents: readonly Node[]
  readonly back: (dy: Tensor) => readonly Tensor[]
}

/** A tensor of the engine below, with the operation that made it. */
class RecordedTensor {
  readonly shape: Shape
  readonly dtype: DType
  readonly #inner: Tensor
  readonly #node: Node

  constructor(inner: Tensor, node: Node) {
    this.shape = inner.shape as Shape
    this.dtype = inner.dtype as DType
    this.#inner = inner
    this.#node = node
    Object.freeze(this)
  }

  static partsOf(tensor: object): { readonly inner: Tensor; readonly node: Node } | undefined {
    return #node in tensor ? { inner: tensor.#inner, node: tensor.#node } : undefined
  }

  toString(): string {
    return `recorded ${this.dtype} ${showShape(this.shape)}`
  }
}

/** A tensor that remembers how it was made. */
export const recorded = (inner: Tensor, node: Node): Tensor =>
  // The brand of Tensor exists for the compiler alone, so no value can be built that has it.
  new RecordedTensor(inner, node) as object as Tensor

/** The tensor of the engine below. */
export const innerOf = (tensor: Tensor): Tensor => RecordedTensor.partsOf(tensor)?.inner ?? tensor

/** How a tensor was made; `undefined` for a constant. */
export const nodeOf = (tensor: Tensor): Node | undefined => RecordedTensor.partsOf(tensor)?.node

/** A tensor to which gradients are wanted. */
export const variable = (inner: Tensor): Tensor => recorded(inner, { depth: 0, parents: [], back: () => [] })
