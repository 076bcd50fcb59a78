import { misuse, requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { sameShape, showShape } from '../../shape/size.ts'
import { hostTensor } from '../../tensor/host.ts'
import type { Tensor } from '../../tensor.ts'
import { callNode } from './calls.ts'
import { isPrimitive } from './families.ts'
import type { Graph, Loop, Node } from './graph.ts'
import { inOrder } from './kernels/in-order.ts'

/** What a node is: one tensor, but for a loop, which gives several. */
type Value = readonly Tensor[]

/**
 * Runs a graph on any engine: from the leaves of its arguments to those of its results, each in the order of its ports. What
 * a note named is noted again.
 *
 * Throws `Misuse` for another number of leaves, or a leaf of another shape or kind.
 */
export const interpret = ({ nodes, arguments: ports, results }: Graph, ops: Ops) => {
  const indices = new Map(ports.map(({ node }, index) => [node, index]))
  return (...leaves: readonly Tensor[]): readonly Tensor[] => {
    requireThat(leaves.length === ports.length, 'interpret', () => `${leaves.length} leaves were given where ${ports.length} are due`)
    const argument = (node: Node, index: number): Tensor => {
      const [given, path] = [leaves[index] ?? misuse('interpret', 'no such argument'), ports[index]?.path ?? '']
      requireThat(sameShape(given.shape, node.shape) && given.dtype === node.dtype, 'interpret', () =>
        `"${path}" is ${given.dtype} ${showShape(given.shape)}, traced was ${node.dtype} ${showShape(node.shape)}`)
      return given
    }
    const valueOf = (node: Node, before: readonly Value[], id: number): Value => {
      const { op, operands, attributes: { loop, index = NaN }, numbers, shape, dtype } = node
      if (op === 'argument') return [argument(node, indices.get(id) ?? NaN)]
      if (numbers !== undefined) return [hostTensor(shape, dtype, numbers)]
      if (op === 'part') return [at(before, operands[0] ?? NaN, index)]
      const given = operands.map((operand) => at(before, operand))
      if (loop !== undefined) return scanOn(ops, loop, given)
      return isPrimitive(node) ? [callNode(ops, node.op, node, given)] : misuse('interpret', `a ${op} without what makes it one`)
    }
    const noted = ({ label, formula }: Node, value: Value): Value =>
      label === undefined ? value : value.map((x) => ops.note(label, x, formula))
    const values = inOrder<Node, Value>(nodes, (node, before, id) => noted(node, valueOf(node, before, id)))
    return results.map(({ node }) => at(values, node))
  }
}

/** Runs a loop: its body is a graph like any other. */
const scanOn = (ops: Ops, { length, reverse, carries, slices, body }: Loop, given: readonly Tensor[]): Value => {
  const [carry, xs, captured] = [given.slice(0, carries), given.slice(carries, carries + slices), given.slice(carries + slices)]
  const step = interpret(body, ops)
  const [last, ys] = ops.scan(length, carry, xs, (before, x) => {
    const after = step(...before, ...x, ...captured)
    return [after.slice(0, carries), after.slice(carries)]
  }, { reverse })
  return [...last, ...ys]
}

const at = (values: readonly Value[], id: number, index = 0): Tensor =>
  values[id]?.[index] ?? misuse('interpret', `node ${id} comes before its operands`)
