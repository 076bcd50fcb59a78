import { permuted } from '../../shape/axes.ts'
import { sameShape } from '../../shape/size.ts'
import { isLayout, isPrimitive } from './families.ts'
import type { Graph, Node, NodeId } from './graph.ts'
import { rewrite } from './kernels/rewrite.ts'

const isInOrder = (order: readonly number[]): boolean => order.every((axis, i) => axis === i)

/** Whether a node only hands on its one operand. A layout that keeps the shape moves nothing, save a transpose. */
const handsOn = (node: Node, operand: Node): boolean => {
  const { op, operands, attributes, shape, dtype } = node
  return op === 'cast' ? dtype === operand.dtype
    : op === 'transpose' ? isInOrder(attributes.order ?? [])
    : isPrimitive(node) && operands.length === 1 && isLayout(node.op) && sameShape(shape, operand.shape)
}

/** Two layouts as one: a reshape of a reshape, a transpose of a transpose. */
const joined = (node: Node, inner: Node): Node => {
  if (node.op !== inner.op) return node
  if (node.op === 'reshape') return { ...node, operands: inner.operands }
  return node.op === 'transpose'
    ? { ...node, operands: inner.operands, attributes: { order: permuted(inner.attributes.order ?? [], node.attributes.order ?? []) } }
    : node
}

const folded = (node: Node, nodes: readonly Node[]): Node | NodeId => {
  const [id = NaN] = node.operands
  const operand = nodes[id]
  if (operand === undefined) return node
  if (handsOn(node, operand)) return id
  const one = joined(node, operand)
  return one === node ? node : folded(one, nodes)
}

/** Without layouts and casts that change nothing, and with reshapes of reshapes and transposes of transposes as one. */
export const withFoldedLayouts = (graph: Graph): Graph => rewrite(graph, folded)
