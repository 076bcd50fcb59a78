import type { Graph, Loop } from './graph.ts'
import { rewrite } from './kernels/rewrite.ts'
import { isSame } from './same.ts'

/** Loops whose bodies went through a pass. */
export const withBodies = (pass: (loop: Loop) => Graph) => (graph: Graph): Graph => rewrite(graph, (node) => {
  const { loop } = node.attributes
  if (loop === undefined) return node
  const body = pass(loop)
  return isSame(body, loop.body) ? node : { ...node, attributes: { loop: { ...loop, body } } }
})

/** What becomes of a loop's result: one of its operands, or one of the results that stay; by their new places. */
type Result = { readonly operand: number } | { readonly index: number }

/** A loop told in a simpler way: the old places of its arguments and results in new order, and what became of each result. */
interface Simpler {
  readonly carries: number
  readonly arguments: readonly number[]
  readonly results: readonly number[]
  readonly became: readonly Result[]
}

/**
 * What is carried and never changes is one more tensor from around the loop; a stack of slices as they came is what they were
 * taken from; equal stacks are one.
 */
const simpler = ({ carries, slices, body }: Loop): Simpler => {
  const given = body.arguments.map((_, place) => place)
  const isFixed = (place: number): boolean => place < carries && body.arguments[place]?.node === body.results[place]?.node
  const order = [
    ...given.filter((place) => place < carries && !isFixed(place)), ...given.filter((place) => place >= carries && place < carries + slices),
    ...given.filter(isFixed), ...given.filter((place) => place >= carries + slices),
  ]
  const results = body.results.flatMap((_, place) => isFixed(place) ? [] : [place])
  const became = body.results.map(({ node }, place): Result => {
    const sliced = body.arguments.findIndex((argument, at) => argument.node === node && at >= carries && at < carries + slices)
    const first = body.results.findIndex((other, at) => at >= carries && other.node === node)
    return isFixed(place) ? { operand: order.indexOf(place) }
      : place < carries ? { index: results.indexOf(place) }
      : sliced !== -1 ? { operand: order.indexOf(sliced) }
      : { index: results.indexOf(first) }
  })
  return { carries: results.filter((place) => place < carries).length, arguments: order, results, became }
}

const at = <T>(list: readonly T[], places: readonly number[]): readonly T[] =>
  places.flatMap((place) => list.slice(place, place + 1))

const isUnchanged = (loop: Loop, { results, became }: Simpler): boolean =>
  results.length === loop.body.results.length && became.every((result, place) => 'index' in result && result.index === place)

/** Loops told in the simplest way. */
export const withSimplerLoops = (graph: Graph): Graph => {
  const found = new Map(graph.nodes.flatMap(({ attributes: { loop } }, id) => loop === undefined ? [] : [[id, simpler(loop)]]))
  return rewrite(graph, (node, nodes, old) => {
    const { loop, index = NaN } = node.attributes
    if (node.op === 'part') {
      const became = found.get(graph.nodes[old]?.operands[0] ?? NaN)?.became[index]
      if (became === undefined || ('index' in became && became.index === index)) return node
      return 'operand' in became ? nodes[node.operands[0] ?? NaN]?.operands[became.operand] ?? node : { ...node, attributes: { index: became.index } }
    }
    const told = found.get(old)
    if (loop === undefined || told === undefined) return node
    return isUnchanged(loop, told) ? node : {
      ...node,
      operands: at(node.operands, told.arguments),
      attributes: {
        loop: {
          ...loop,
          carries: told.carries,
          body: { nodes: loop.body.nodes, arguments: at(loop.body.arguments, told.arguments), results: at(loop.body.results, told.results) },
        },
      },
    }
  })
}
