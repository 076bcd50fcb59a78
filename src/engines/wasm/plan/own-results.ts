import { sizeOf } from '../../../shape/size.ts'
import type { Graph, Node, Port } from '../../trace/graph.ts'
import { withBodies } from '../../trace/loops.ts'
import { arraysOf, rolesOf } from './roles.ts'

/** Elements that an elementwise program writes at once: it may write so far beyond the end of an array. */
const AT_ONCE = 16

/**
 * A loop's body each of whose results has an array of its own, which a step can write where that result belongs: what is handed
 * on as it came, and what is two results, is copied. A slice of a stack is written to the element, since its neighbour follows.
 */
const withOwnResults = (body: Graph, carries: number): Graph => {
  const roles = rolesOf(body)
  const arrays = arraysOf(body, roles)
  return body.results.reduce<Graph>((graph, { path, node }, place) => {
    const [{ shape, dtype, place: where }, array] = [body.nodes[node] as Node, arrays[node] ?? node]
    const isOwn = roles[array] !== 'given' && !body.results.slice(0, place).some((other) => arrays[other.node] === array)
    const isExact = place < carries || sizeOf(shape) % AT_ONCE === 0
    const copy: Node = isExact
      ? { op: 'cast', operands: [node], attributes: {}, shape, dtype, place: where }
      : { op: 'slice', operands: [node], attributes: { window: { start: shape.map(() => 0), stride: shape.map(() => 1) } }, shape, dtype, place: where }
    const port = (to: number): Port => ({ path, node: to })
    return isOwn && isExact
      ? { ...graph, results: [...graph.results, port(node)] }
      : { ...graph, nodes: [...graph.nodes, copy], results: [...graph.results, port(graph.nodes.length)] }
  }, { ...body, results: [] })
}

/** A graph whose loops can be carried out as they stand. */
export const withReadyLoops: (graph: Graph) => Graph = withBodies(({ carries, body }) => withOwnResults(withReadyLoops(body), carries))
