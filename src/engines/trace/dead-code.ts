import type { Graph } from './graph.ts'
import { reached } from './kernels/reached.ts'
import { rewrite } from './kernels/rewrite.ts'

/** Without the nodes that no result is computed from. Arguments stay, used or not, for a caller gives them all. */
export const withoutDeadCode = (graph: Graph): Graph => {
  const needed = reached(graph)
  return rewrite(graph, (node, _nodes, old) => needed[old] === true || node.op === 'argument' ? node : undefined)
}
