import { Misuse } from '../../../misuse.ts'
import { coordinatesOf, showShape } from '../../../shape/size.ts'
import { nodeNumbered } from '../../trace/frames.ts'
import type { Graph } from '../../trace/graph.ts'

/** An id that its table does not have, met by a gather or a scatter: the node's number, where it stood, and the id. */
export interface WrongId {
  readonly node: number
  readonly place: number
  readonly id: number
}

/** Says of a wrong id what the eager engine would have said. */
export const complainOf = (whole: Graph, { node: number, place, id }: WrongId): never => {
  const { graph: { nodes }, node: { op, operands, shape, place: where } } = nodeNumbered(whole, number)!
  const [ids, rows] = op === 'gather'
    ? [nodes[operands[1]!]!, nodes[operands[0]!]!.shape[0]!]
    : [nodes[operands[0]!]!, shape[0]!]
  throw new Misuse(op, `id ${id} at ${showShape(coordinatesOf(ids.shape, place))} is not one of 0 to ${rows - 1}`, where === '' ? [] : where.split(' > '))
}
