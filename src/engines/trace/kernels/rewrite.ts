import type { Graph, Node, NodeId, Port } from '../graph.ts'

/**
 * What becomes of a node: a node in its place, the number of another that has its value, or nothing where nobody asks for it.
 * Its operands are numbers in the new list, which `nodes` is so far.
 */
export type Rule = (node: Node, nodes: readonly Node[], old: NodeId) => Node | NodeId | undefined

/** The number that no node has. */
const NONE = -1

/** A graph made anew node by node, in order. A node that gives way to another leaves it its name, if that has none. */
export const rewrite = (graph: Graph, rule: Rule): Graph => {
  const nodes: Node[] = []
  const now = new Int32Array(graph.nodes.length).fill(NONE)
  const moved = (node: Node): Node =>
    node.operands.every((id) => now[id] === id) ? node : { ...node, operands: node.operands.map((id) => now[id]!) }
  const named = (id: NodeId, { label, formula }: Node): NodeId => {
    const node = nodes[id]!
    if (label !== undefined && node.label === undefined) nodes[id] = { ...node, label, ...(formula === undefined ? {} : { formula }) }
    return id
  }
  for (let old = 0; old < graph.nodes.length; old++) {
    const before = graph.nodes[old]!
    const after = rule(moved(before), nodes, old)
    if (after !== undefined) now[old] = typeof after === 'number' ? named(after, before) : nodes.push(after) - 1
  }
  const port = ({ path, node }: Port): Port => ({ path, node: now[node]! })
  return { nodes, arguments: graph.arguments.map(port), results: graph.results.map(port) }
}
