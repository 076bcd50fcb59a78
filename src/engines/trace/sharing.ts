import { showAttributes } from './attributes.ts'
import type { Graph, Node, NodeId } from './graph.ts'
import { fingerprint, sameBits } from './kernels/fingerprint.ts'
import { firstOf } from './kernels/first.ts'
import { rewrite } from './kernels/rewrite.ts'

/** Where a b and b a are the same bits. */
const commutative: ReadonlySet<Node['op']> = new Set(['add', 'mul', 'maximum', 'minimum', 'equal', 'and', 'or'])

/** A text that two nodes share when they have the same value; of constants, when they most likely have. */
const keyOf = ({ op, operands, attributes, shape, dtype, numbers }: Node): string => {
  const from = commutative.has(op) ? [...operands].sort((a, b) => a - b) : operands
  return [op, from.join(), dtype, shape.join(), ...showAttributes(attributes), ...(numbers === undefined ? [] : [fingerprint(numbers)])].join(' ')
}

/** Every value computed once: nodes of one primitive on the same operands, and constants of the same bits, become one. */
export const withSharing = (graph: Graph): Graph => {
  const first = firstOf<NodeId>()
  return rewrite(graph, (node, nodes) => {
    if (node.op === 'argument') return node
    const id = first(keyOf(node), nodes.length)
    const found = nodes[id]
    return found === undefined || (found.numbers !== undefined && node.numbers !== undefined && !sameBits(found.numbers, node.numbers)) ? node : id
  })
}
