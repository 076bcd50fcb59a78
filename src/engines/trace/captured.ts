import { isOne } from './fills.ts'
import type { Graph, Node, NodeId } from './graph.ts'
import { rewrite } from './kernels/rewrite.ts'

const fewer = (node: Node, nodes: readonly Node[]): Node => {
  const { loop } = node.attributes
  if (loop === undefined) return node
  const { carries, slices, body } = loop
  const firstPlace = (operand: NodeId, place: number): number =>
    node.operands.findIndex((other, earlier) => other === operand && earlier >= (place < carries + slices ? carries : carries + slices))
  const inside = node.operands.map((operand, place): Node | NodeId | undefined => {
    const known = nodes[operand]
    if (place < carries) return undefined
    if (place >= carries + slices && isOne(known)) return known
    const first = firstPlace(operand, place)
    return first < place ? body.arguments[first]?.node : undefined
  })
  if (inside.every((what) => what === undefined)) return node
  const replaced = new Map(body.arguments.map(({ node: id }, place) => [id, inside[place]]))
  const now = (id: NodeId): NodeId => {
    const what = replaced.get(id)
    return typeof what === 'number' ? what : id
  }
  const stays = (_: unknown, place: number): boolean => inside[place] === undefined
  return {
    ...node,
    operands: node.operands.filter(stays),
    attributes: {
      loop: {
        ...loop,
        slices: inside.slice(carries, carries + slices).filter((what) => what === undefined).length,
        body: {
          nodes: body.nodes.map((inner, id) => {
            const what = replaced.get(id)
            return typeof what === 'object' ? { ...what, place: inner.place } : { ...inner, operands: inner.operands.map(now) }
          }),
          arguments: body.arguments.filter(stays),
          results: body.results.map(({ path, node: id }) => ({ path, node: now(id) })),
        },
      },
    },
  }
}

/** Loops that take one number everywhere into their bodies, and what they take twice once. */
export const withFewerCaptured = (graph: Graph): Graph => rewrite(graph, fewer)
