import type { Graph, Loop, Node, NodeId } from './graph.ts'

/** The body of a loop inside a graph: the node that is the loop, and the number of the body's first node among the nodes of all. */
export interface Body {
  readonly scan: NodeId
  readonly loop: Loop
  readonly first: number
}

/** The nodes of a graph and of all bodies inside it. */
const countOf = ({ nodes }: Graph): number =>
  nodes.reduce((sum, { attributes: { loop } }) => sum + (loop === undefined ? 0 : countOf(loop.body)), nodes.length)

/**
 * The loops of a graph, in order. One numbering goes over all nodes: those of the graph from `first` on, then those of its
 * loops' bodies, each followed by the bodies within.
 */
export const bodiesOf = ({ nodes }: Graph, first = 0): readonly Body[] =>
  nodes.reduce<readonly Body[]>((before, { attributes: { loop } }, scan) => {
    const last = before.at(-1)
    const next = last === undefined ? first + nodes.length : last.first + countOf(last.loop.body)
    return loop === undefined ? before : [...before, { scan, loop, first: next }]
  }, [])

/** The node with a number among the nodes of all, and the graph that it stands in. */
export const nodeNumbered = (graph: Graph, number: number, first = 0): { readonly graph: Graph; readonly node: Node } | undefined => {
  const node = graph.nodes[number - first]
  if (node !== undefined) return { graph, node }
  const body = bodiesOf(graph, first).findLast((inner) => inner.first <= number)
  return body === undefined ? undefined : nodeNumbered(body.loop.body, number, body.first)
}
