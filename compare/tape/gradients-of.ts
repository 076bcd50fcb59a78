import type { Shape, Tensor } from '../../src/tensor.ts'
import type { UntypedOps } from '../untyped.ts'
import { type Node, nodeOf } from './recorded-tensor.ts'

/** What has come back so far, for each operation. */
type Arrived = ReadonlyMap<Node, readonly Tensor[]>

/** Every operation behind these, each once. */
const behind = (nodes: readonly Node[], seen: ReadonlySet<Node> = new Set()): ReadonlySet<Node> =>
  nodes.reduce((all, node) => all.has(node) ? all : behind(node.parents, new Set([...all, node])), seen)

/** The sum of what arrived; of more than two parts written as one sum, whose order no bound depends on. */
const total = (ops: UntypedOps, [first, ...rest]: readonly Tensor[], shape: Shape): Tensor => {
  if (first === undefined) return ops.fill(shape, 0)
  const [second, ...more] = rest
  if (second === undefined) return first
  if (more.length === 0) return ops.add(first, second)
  const parts = [first, ...rest]
  return ops.sum(ops.concat(parts.map((part) => ops.reshape(part, [1, ...shape])), 0, [parts.length, ...shape]), [0])
}

const passBack = (ops: UntypedOps) => (arrived: Arrived, node: Node): Arrived => {
  const parts = arrived.get(node) ?? []
  const [first] = parts
  if (first === undefined) return arrived
  const given = node.back(total(ops, parts, first.shape as Shape))
  return node.parents.reduce((map, parent, i) => {
    const dx = given[i]
    return dx === undefined ? map : new Map([...map, [parent, [...(map.get(parent) ?? []), dx]]])
  }, arrived)
}

/**
 * The gradients of a recorded scalar with respect to variables, computed by the engine below: every recorded operation is
 * gone back through once, those made last first. A variable that the scalar does not depend on has the gradient 0.
 */
export const gradientsOf = (ops: UntypedOps, scalar: Tensor, variables: readonly Tensor[]): readonly Tensor[] => {
  const last = nodeOf(scalar)
  const order = last === undefined ? [] : [...behind([last])].sort((a, b) => b.depth - a.depth)
  const start: Arrived = new Map(last === undefined ? [] : [[last, [ops.fill([], 1)]]])
  const arrived = order.reduce(passBack(ops), start)
  return variables.map((v) => {
    const node = nodeOf(v)
    return total(ops, (node === undefined ? undefined : arrived.get(node)) ?? [], v.shape as Shape)
  })
}
