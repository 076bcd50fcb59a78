import type { Ops, Window, Windows } from '../../ops.ts'
import type { Storage } from '../../tensor/kernels/storage.ts'
import type { DType, Shape } from '../../tensor.ts'

/** What a node computes in one go. A `note` is no node: it labels one; nor is a constant to derivatives, which is the value itself. */
export type Primitive = Exclude<keyof Ops, 'note' | 'scan' | 'stopGradient'>

/** A node's number: its place in the list of nodes. */
export type NodeId = number

/** What a primitive takes beside tensors, under the names of `Ops`. */
export interface Settings {
  /** of `fill` and `pad`; always there, rounded to f32 */
  readonly value?: number
  /** of `scale`; rounded to f32 */
  readonly k?: number
  /** of `iota`, `argmax` and `concat` */
  readonly axis?: number
  /** of `sum`, `max` and `broadcast`, in ascending order */
  readonly axes?: readonly number[]
  /** of `transpose` */
  readonly order?: readonly number[]
  /** of `slice` and `pad`; the stride is always there */
  readonly window?: Required<Window>
  /** of `unfold` and `fold`; stride and dilation are always there */
  readonly windows?: Required<Windows>
  /** of `foldIn`, where it is a number; as 32 bits without sign */
  readonly data?: number
}

/** What a node is beside its operands. */
export interface Attributes extends Settings {
  /** of `scan` */
  readonly loop?: Loop
  /** of `part`: which of the loop's results it is */
  readonly index?: number
}

/**
 * What a `scan` repeats. The operands of its node are what is carried at first, the tensors that are taken slice by slice, and the
 * captured ones, which are the same at every step; of these the body's arguments are made, in the same order. The body's results
 * are what is carried on, then one slice of each stack. The node itself has no value: a `part` is one of its results.
 */
export interface Loop {
  readonly length: number
  readonly reverse: boolean
  /** how many tensors are carried: so many of the body's first arguments and of its first results */
  readonly carries: number
  /** how many tensors are taken slice by slice */
  readonly slices: number
  readonly body: Graph
}

/** One value of a graph. */
export interface Node {
  readonly op: Primitive | 'argument' | 'constant' | 'scan' | 'part'
  /** nodes that it is computed from; all of them come earlier in the list */
  readonly operands: readonly NodeId[]
  readonly attributes: Attributes
  readonly shape: Shape
  readonly dtype: DType
  /** of a `constant`: its numbers, in f32 */
  readonly numbers?: Storage
  /** what a note says of it, such as `0.dense.dw` */
  readonly label?: string
  /** what a note says of how it is computed, such as `dw = x^T dy` */
  readonly formula?: string
  /** where in the network it belongs, such as `0.dense` or `2.residual > 0.dense`; empty outside of every stage */
  readonly place: string
}

/** A leaf of what goes in or comes out, such as `0.params.0.w`, and the node that holds it. */
export interface Port {
  readonly path: string
  readonly node: NodeId
}

/** A pure function over `Ops` as data: a list of nodes, each after its operands. */
export interface Graph {
  readonly nodes: readonly Node[]
  readonly arguments: readonly Port[]
  readonly results: readonly Port[]
}
