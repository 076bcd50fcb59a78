import { hostTensor, storageOf } from '../../tensor/host.ts'
import type { Tensor } from '../../tensor.ts'
import { f32 } from '../eager/index.ts'
import { callNode } from './calls.ts'
import { isElementwise, isLayout, isPrimitive } from './families.ts'
import type { Graph, Node, NodeId, Primitive } from './graph.ts'
import { rewrite } from './kernels/rewrite.ts'

/** Whether it is known that a node holds one number everywhere. */
export const isOne = (node: Node | undefined): node is Node =>
  node !== undefined && (node.op === 'fill' || (node.op === 'constant' && node.shape.length === 0))

/** That number as a tensor. */
const numberOf = ({ attributes, dtype, numbers }: Node): Tensor =>
  numbers === undefined ? f32.fill([], attributes.value ?? NaN) : hostTensor([], dtype, numbers)

/** A node that holds one number everywhere, if there is a primitive for it: `fill` is of real numbers, a constant may be a single one. */
const holding = (node: Node, number: Tensor): Node => {
  const numbers = storageOf('fill', number)
  const { shape, dtype, place } = node
  const named = { ...(node.label === undefined ? {} : { label: node.label }), ...(node.formula === undefined ? {} : { formula: node.formula }) }
  if (dtype === 'float') return { op: 'fill', operands: [], attributes: { value: numbers[0] ?? NaN }, shape, dtype, ...named, place }
  return shape.length === 0 ? { op: 'constant', operands: [], attributes: {}, shape, dtype, numbers, ...named, place } : node
}

const same = (numbers: readonly number[]): boolean => numbers.every((x) => Object.is(x, numbers[0]))

/** What a primitive on operands that each hold one number everywhere gives everywhere, if that is one number. */
const folded = (op: Primitive, node: Node, numbers: readonly Tensor[]): Tensor | undefined => {
  if (isElementwise(op)) return callNode(f32, op, { ...node, shape: [] }, numbers)
  if (!isLayout(op)) return undefined
  const values = numbers.map((x) => storageOf('fill', x)[0] ?? NaN)
  return same(op === 'pad' ? [...values, node.attributes.value ?? NaN] : values) ? numbers[0] : undefined
}

/** Which operand the result is, to the bit: x · 1, x / 1, x + −0, x − 0 and 1 · x are x for every x, but x + 0 is not. */
const unchanged = ({ op, operands: [a, b], attributes }: Node, nodes: readonly Node[]): NodeId | undefined => {
  const isFill = (id: NodeId | undefined, value: number): boolean =>
    id !== undefined && nodes[id]?.op === 'fill' && Object.is(nodes[id].attributes.value, value)
  switch (op) {
    case 'mul': return isFill(b, 1) ? a : isFill(a, 1) ? b : undefined
    case 'add': return isFill(b, -0) ? a : isFill(a, -0) ? b : undefined
    case 'div': return isFill(b, 1) ? a : undefined
    case 'sub': return isFill(b, 0) ? a : undefined
    case 'scale': return attributes.k === 1 ? a : undefined
    default: return undefined
  }
}

/**
 * What is known without data is computed now, by the eager engine, so it has the same bits: layouts of a `fill` and elementwise
 * primitives on fills. Elementwise primitives that leave every operand as it is are taken out.
 */
export const withFoldedFills = (graph: Graph): Graph => rewrite(graph, (node, nodes) => {
  if (!isPrimitive(node) || node.operands.length === 0) return node
  const operands = node.operands.map((id) => nodes[id])
  const number = operands.every(isOne) ? folded(node.op, node, operands.map(numberOf)) : undefined
  return number === undefined ? unchanged(node, nodes) ?? node : holding(node, number)
})
