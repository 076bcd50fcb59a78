import type { Shape } from '../../../../tensor.ts'
import type { Node, NodeId, Primitive } from '../../../trace/graph.ts'
import type { Instruction, Slot } from '../instruction.ts'
import type { Arrays } from '../kernels/arrays.ts'
import { broadcast, concat, pad, slice, transpose } from './layout.ts'
import { product } from './matrix-product.ts'
import { argmax, max, sum, sumAll } from './reduction.ts'
import { foldIn, gather, scatterAdd } from './rows.ts'

/** An operand's array, and the shape in which the node sees it. */
export interface Operand {
  readonly slot: Slot
  readonly shape: Shape
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

/** Every primitive that is an instruction, or a few, of its own. */
export const lowerings: Partial<Readonly<Record<Primitive, Lowering>>> = {
  matmul: product(false, false),
  matmulTN: product(true, false),
  matmulNT: product(false, true),
  matmulTT: product(true, true),
  sum, sumAll, max, argmax,
  broadcast, transpose, slice, pad, concat,
  gather, scatterAdd, foldIn,
}
