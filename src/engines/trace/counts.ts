import { sizeOf } from '../../shape/size.ts'
import type { DType, Shape } from '../../tensor.ts'
import { isPrimitive, isProduct } from './families.ts'
import type { Graph, Node } from './graph.ts'

/** How much work a graph is, if every node is computed once and by itself; those of a loop's body once for each step. */
export interface Counts {
  /** nodes that are computed */
  readonly operations: number
  /** of all matrix products: one for each number of both operands that meet */
  readonly multiplyAdds: number
  /** 4 for each element of an operand, 1 where it is a mask */
  readonly bytesRead: number
  readonly bytesWritten: number
  /** numbers in the arguments called `params` */
  readonly parameters: number
}

const bytesOf = ({ shape, dtype }: { readonly shape: Shape; readonly dtype: DType }): number => sizeOf(shape) * (dtype === 'bool' ? 1 : 4)

const sum = (terms: readonly number[]): number => terms.reduce((a, b) => a + b, 0)

/** The multiply-adds of one node: of a matrix product, one for each number of both operands that meet; of a loop, those of all steps. */
export const multiplyAddsOf = ({ nodes }: Pick<Graph, 'nodes'>, { op, operands: [a], attributes: { loop }, shape }: Node): number => {
  if (loop !== undefined) return loop.length * counts(loop.body).multiplyAdds
  if (!isProduct(op)) return 0
  // a is n × k; read transposed it is k × n
  const inner = nodes[a ?? NaN]?.shape.at(op === 'matmulTN' || op === 'matmulTT' ? -2 : -1) ?? NaN
  return sizeOf(shape) * inner
}

/** The counts of a graph; arguments and constants are there already. */
export const counts = ({ nodes, arguments: ports }: Graph): Counts => {
  const computed = nodes.filter(isPrimitive)
  const loops = nodes.flatMap(({ attributes: { loop } }) => loop === undefined ? [] : [{ length: loop.length, ...counts(loop.body) }])
  const inLoops = (of: 'operations' | 'bytesRead' | 'bytesWritten'): number => sum(loops.map((body) => body.length * body[of]))
  return {
    operations: computed.length + inLoops('operations'),
    multiplyAdds: sum(nodes.map((node) => multiplyAddsOf({ nodes }, node))),
    bytesRead: inLoops('bytesRead') +
      sum(computed.flatMap(({ operands }) => operands.map((id) => nodes[id] === undefined ? 0 : bytesOf(nodes[id])))),
    bytesWritten: inLoops('bytesWritten') + sum(computed.map(bytesOf)),
    parameters: sum(ports.map(({ path, node }) => path.split('.').includes('params') ? sizeOf(nodes[node]?.shape ?? []) : 0)),
  }
}
