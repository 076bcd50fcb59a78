import type { Graph, Loop, Node, NodeId } from '../graph.ts'

/** What of a loop somebody asks for: of its arguments and of its results, by their places in the body's lists. */
export interface Kept {
  readonly arguments: readonly number[]
  readonly results: readonly number[]
}

/** What results are computed from: every node, and of every loop among them what is needed. */
export interface Reached {
  /** by number */
  readonly needed: readonly boolean[]
  readonly kept: ReadonlyMap<NodeId, Kept>
}

/** What some nodes are computed from. */
const reachedFrom = (nodes: readonly Node[], ends: readonly NodeId[]): Reached => {
  const needed = nodes.map(() => false)
  const [parts, kept] = [new Map<NodeId, Set<number>>(), new Map<NodeId, Kept>()]
  for (const end of ends) needed[end] = true
  for (let id = nodes.length - 1; id >= 0; id--) {
    if (!needed[id]!) continue
    const { operands, attributes: { loop, index } } = nodes[id]!
    if (loop !== undefined) {
      const all = keptOf(loop, parts.get(id) ?? new Set())
      kept.set(id, all)
      for (const at of all.arguments) needed[operands[at]!] = true
      continue
    }
    for (const operand of operands) needed[operand] = true
    if (index !== undefined) parts.set(operands[0]!, (parts.get(operands[0]!) ?? new Set()).add(index))
  }
  return { needed, kept }
}

/** What of a loop is needed for some of its results: what is carried is needed where a step makes a result of it, also a later one. */
const keptOf = (loop: Loop, results: ReadonlySet<number>): Kept => {
  const { carries, body } = loop
  const { needed } = reachedFrom(body.nodes, [...results].map((result) => body.results[result]!.node))
  const kept = body.arguments.flatMap(({ node }, at) => needed[node]! || (at < carries && results.has(at)) ? [at] : [])
  const carried = kept.filter((at) => at < carries && !results.has(at))
  return carried.length === 0
    ? { arguments: kept, results: [...results].sort((a, b) => a - b) }
    : keptOf(loop, new Set([...results, ...carried]))
}

/** What the results of a graph are computed from. */
export const reached = ({ nodes, results }: Graph): Reached => reachedFrom(nodes, results.map(({ node }) => node))
