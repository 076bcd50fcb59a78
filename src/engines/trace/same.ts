import type { Graph, Port } from './graph.ts'

const samePorts = (a: readonly Port[], b: readonly Port[]): boolean =>
  a.length === b.length && a.every(({ node }, i) => node === b[i]?.node)

/** Whether a pass has left a graph as it was: the very same nodes, and the same of them handed in and out. */
export const isSame = (a: Graph, b: Graph): boolean =>
  a.nodes.length === b.nodes.length && a.nodes.every((node, id) => node === b.nodes[id]) &&
  samePorts(a.arguments, b.arguments) && samePorts(a.results, b.results)
