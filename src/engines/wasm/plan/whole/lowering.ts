import type { Shape } from '../../../../tensor.ts'
import type { Node, NodeId } from '../../../trace/graph.ts'
import type { Instruction, Slot } from '../instruction.ts'
import type { Arrays } from '../kernels/arrays.ts'
import type { View } from '../views.ts'

/** An operand's array, and the shape in which the node sees it. */
export interface Operand {
  readonly slot: Slot
  readonly shape: Shape
  /** of windows that have no array of their own: where they lie in the slot's */
  readonly view?: View
}

/** A node that is no part of an elementwise program. */
export interface WholeNode {
  readonly node: Node
  readonly id: NodeId
  readonly operands: readonly [first: Operand, ...rest: readonly Operand[]]
  readonly out: Slot
  readonly arrays: Arrays
}

/** The instructions of a node. */
export type Lowering = (node: WholeNode) => readonly Instruction[]
