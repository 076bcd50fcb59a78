import type { Graph, Node, NodeId } from '../../trace/graph.ts'
import { sizeOf } from '../../../shape/size.ts'
import { viewsOf } from './views.ts'

/**
 * How a node is carried out.
 *
 * - `given`: its numbers are there before the first instruction
 * - `alias`: the array of another node under another shape
 * - `view`: windows of another array that only products read, which take them from where they lie
 * - `splat`: one number everywhere; needs no array where an elementwise program uses it
 * - `pattern`: element i is (i / inner) mod size of another array, or that number itself; made again where it is used
 * - `elementwise`: element i needs elements i only
 * - `whole`: an instruction of its own
 * - `loop`: an instruction of its own, which writes the arrays of its parts
 */
export type Role = 'given' | 'alias' | 'view' | 'splat' | 'pattern' | 'elementwise' | 'whole' | 'loop'

const roles: Readonly<Record<Node['op'], Role>> = {
  argument: 'given', constant: 'given',
  reshape: 'alias',
  fill: 'splat',
  iota: 'pattern', broadcast: 'pattern', spread: 'pattern',
  neg: 'elementwise', abs: 'elementwise', floor: 'elementwise', sqrt: 'elementwise', exp: 'elementwise', expm1: 'elementwise',
  log: 'elementwise', log1p: 'elementwise', tanh: 'elementwise', sigmoid: 'elementwise', softplus: 'elementwise',
  erf: 'elementwise', erfinv: 'elementwise', sin: 'elementwise', cos: 'elementwise', scale: 'elementwise',
  add: 'elementwise', sub: 'elementwise', mul: 'elementwise', div: 'elementwise', pow: 'elementwise',
  maximum: 'elementwise', minimum: 'elementwise', less: 'elementwise', lessEqual: 'elementwise', equal: 'elementwise',
  not: 'elementwise', and: 'elementwise', or: 'elementwise', select: 'elementwise', cast: 'elementwise',
  unitFromBits: 'elementwise', randomBits: 'elementwise',
  matmul: 'whole', matmulTN: 'whole', matmulNT: 'whole', matmulTT: 'whole',
  sum: 'whole', sumAll: 'whole', max: 'whole', argmax: 'whole',
  transpose: 'whole', slice: 'whole', pad: 'whole', concat: 'whole', unfold: 'whole', fold: 'whole',
  gather: 'whole', scatterAdd: 'whole', foldIn: 'whole',
  scan: 'loop', part: 'whole',
}

/** Element i of a pattern is element (i / inner) mod size of its operand. */
export interface Pattern {
  readonly inner: number
  readonly size: number
}

/** The pattern of a broadcast, if its kept axes are neighbours; others are copied with strides. */
export const patternOf = ({ op, attributes: { axes = [], axis = 0 }, shape }: Node): Pattern | undefined => {
  const after = (last: number): number => sizeOf(shape.slice(last + 1))
  if (op === 'iota') return { inner: after(axis), size: shape[axis] ?? 1 }
  if (op === 'spread') return { inner: 1, size: 1 }
  // Axes of size 1 are where nothing happens: they may stand anywhere.
  const kept = shape.flatMap((size, at) => axes.includes(at) || size === 1 ? [] : [at])
  const [first = 0, last = shape.length - 1] = [kept[0], kept.at(-1)]
  const size = kept.reduce((product, at) => product * (shape[at] ?? 1), 1)
  const neighbours = shape.every((length, at) => at < first || at > last || kept.includes(at) || length === 1)
  return kept.length === 0 ? { inner: 1, size: 1 } : neighbours ? { inner: after(last), size } : undefined
}

/** The role of every node. */
export const rolesOf = (graph: Graph): readonly Role[] => {
  const [{ nodes }, views] = [graph, viewsOf(graph)]
  return nodes.map((node, id) => {
    if (views.has(id)) return 'view'
      const role = roles[node.op]
      const [source] = node.operands
      if (role !== 'pattern' || source === undefined) return role
      // A broadcast that repeats nothing is another shape of the same array.
      if (sizeOf(nodes[source]?.shape ?? []) === sizeOf(node.shape)) return 'alias'
      return patternOf(node) === undefined ? 'whole' : 'pattern'
    })
}

/** For every node the one whose array it is: itself, but for another shape or windows of the same array. */
export const arraysOf = ({ nodes }: Graph, rolesOfNodes: readonly Role[]): readonly NodeId[] =>
  rolesOfNodes.map((_, id) => {
    const follow = (node: NodeId): NodeId => {
      const source = rolesOfNodes[node] === 'alias' || rolesOfNodes[node] === 'view' ? nodes[node]?.operands[0] : undefined
      return source === undefined ? node : follow(source)
    }
    return follow(id)
  })
