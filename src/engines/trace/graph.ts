import type { Ops, Window, Windows } from '../../ops.ts'
import type { Storage } from '../../tensor/kernels/storage.ts'
import type { DType, Shape } from '../../tensor.ts'

/** What a node computes. A `note` is no node: it labels one; nor is a constant to derivatives, which is the value itself. */
export type Primitive = Exclude<keyof Ops, 'note' | 'scan' | 'stopGradient'>

/** A node's number: its place in the list of nodes. */
export type NodeId = number

/** What a primitive takes beside tensors, under the names of `Ops`. */
export interface Attributes {
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

/** One value of a graph. */
export interface Node {
  readonly op: Primitive | 'argument' | 'constant'
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
