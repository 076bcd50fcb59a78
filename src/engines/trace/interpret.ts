import { misuse, requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { sameShape, showShape } from '../../shape/size.ts'
import { hostTensor } from '../../tensor/host.ts'
import type { Tensor } from '../../tensor.ts'
import { callNode } from './calls.ts'
import type { Graph, Node } from './graph.ts'
import { inOrder } from './kernels/in-order.ts'

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
    const valueOf = (node: Node, before: readonly Tensor[], id: number): Tensor => {
      if (node.op === 'argument') return argument(node, indices.get(id) ?? NaN)
      if (node.numbers !== undefined) return hostTensor(node.shape, node.dtype, node.numbers)
      return node.op === 'constant'
        ? misuse('interpret', 'a constant without numbers')
        : callNode(ops, node.op, node, node.operands.map((operand) => at(before, operand)))
    }
    const noted = (node: Node, x: Tensor): Tensor => node.label === undefined ? x : ops.note(node.label, x, node.formula)
    const values = inOrder<Node, Tensor>(nodes, (node, before, id) => noted(node, valueOf(node, before, id)))
    return results.map(({ node }) => at(values, node))
  }
}

const at = (values: readonly Tensor[], id: number): Tensor => values[id] ?? misuse('interpret', `node ${id} comes before its operands`)
