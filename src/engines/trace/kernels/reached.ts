import type { Graph } from '../graph.ts'

/** Which nodes a result is computed from, by number. */
export const reached = ({ nodes, results }: Graph): readonly boolean[] => {
  const needed = nodes.map(() => false)
  for (const { node } of results) needed[node] = true
  for (let id = nodes.length - 1; id >= 0; id--) {
    if (needed[id]!) for (const operand of nodes[id]!.operands) needed[operand] = true
  }
  return needed
}
