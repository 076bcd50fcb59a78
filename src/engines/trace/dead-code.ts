import type { Graph, Node } from './graph.ts'
import { type Kept, reached } from './kernels/reached.ts'
import { rewrite } from './kernels/rewrite.ts'
import { isSame } from './same.ts'

/** The items at some places of a list. */
const at = <T>(list: readonly T[], places: readonly number[]): readonly T[] =>
  places.flatMap((place) => list.slice(place, place + 1))

/** A loop with what is needed of it: fewer tensors that are carried, sliced, captured or stacked, and a body without the rest. */
const withoutRest = (node: Node, { arguments: given, results }: Kept): Node => {
  const { loop } = node.attributes
  if (loop === undefined) return node
  const { carries, slices, body } = loop
  const smaller = withoutDeadCode({ nodes: body.nodes, arguments: at(body.arguments, given), results: at(body.results, results) })
  return isSame(smaller, body) ? node : {
    ...node,
    operands: at(node.operands, given),
    attributes: {
      loop: {
        ...loop,
        carries: results.filter((result) => result < carries).length,
        slices: given.filter((place) => place >= carries && place < carries + slices).length,
        body: smaller,
      },
    },
  }
}

/** Without the nodes that no result is computed from. Arguments stay, used or not, for a caller gives them all. */
export const withoutDeadCode = (graph: Graph): Graph => {
  const { needed, kept } = reached(graph)
  const given = new Set(graph.arguments.map(({ node }) => node))
  return rewrite(graph, (node, _nodes, old) => {
    if (needed[old] !== true && !given.has(old)) return undefined
    const ofScan = kept.get(node.op === 'part' ? graph.nodes[old]?.operands[0] ?? NaN : old)
    if (ofScan === undefined) return node
    if (node.op === 'scan') return withoutRest(node, ofScan)
    const index = ofScan.results.indexOf(node.attributes.index ?? NaN)
    return index === node.attributes.index ? node : { ...node, attributes: { index } }
  })
}
