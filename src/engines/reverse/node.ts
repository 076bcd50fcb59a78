import type { Shape, Tensor } from '../../tensor.ts'

/** One recorded operation: what it was made from, and how cotangents of its results go back to each of them. */
export interface Node {
  /** later ones have larger numbers, so going from large to small is a topological order */
  readonly serial: number
  readonly operands: readonly Origin[]
  /** from a cotangent of each result, where one arrived, to one of each operand, where there is one */
  readonly back: (dys: readonly (Tensor | undefined)[]) => readonly (Tensor | undefined)[]
}

/** How a tensor was made: result number `result` of an operation. */
export interface Origin {
  readonly node: Node
  readonly result: number
  readonly shape: Shape
}

/** A cotangent, and what it is a cotangent of. */
export interface Arrival {
  readonly origin: Origin
  readonly dy: Tensor
}
