import type { Graph, Node, NodeId } from './graph.ts'
import { rewrite } from './kernels/rewrite.ts'

/** The matrix products, by which operand each reads transposed. */
const products = [
  { op: 'matmul', first: false, second: false },
  { op: 'matmulTN', first: true, second: false },
  { op: 'matmulNT', first: false, second: true },
  { op: 'matmulTT', first: true, second: true },
] as const

/** Whether a node is its operand with the last two axes exchanged, each matrix of a batch by itself. */
const exchangesMatrix = ({ op, attributes: { order = [] } }: Node): boolean =>
  op === 'transpose' && order.length >= 2 && order.every((axis, i) =>
    axis === (i === order.length - 1 ? i - 1 : i === order.length - 2 ? i + 1 : i))

/** Where a product reads an operand: the matrix behind a transpose, and whether one was there. */
const behind = (id: NodeId, nodes: readonly Node[]): readonly [id: NodeId, transposed: boolean] => {
  const [node, inner] = [nodes[id], nodes[id]?.operands[0]]
  return node !== undefined && inner !== undefined && exchangesMatrix(node) ? [inner, true] : [id, false]
}

/** Transposes of matrices as flags of the products that read them; no flag changes a bit. */
export const withFoldedTransposes = (graph: Graph): Graph => rewrite(graph, (node, nodes) => {
  const product = products.find(({ op }) => op === node.op)
  const [a, b] = node.operands
  if (product === undefined || a === undefined || b === undefined) return node
  const [[first, firstTurned], [second, secondTurned]] = [behind(a, nodes), behind(b, nodes)]
  const flagged = products.find((one) => one.first === (product.first !== firstTurned) && one.second === (product.second !== secondTurned))
  return flagged === undefined || (first === a && second === b) ? node : { ...node, op: flagged.op, operands: [first, second] }
})
