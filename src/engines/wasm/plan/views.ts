import type { Windows } from '../../../ops.ts'
import { sizeOf } from '../../../shape/size.ts'
import type { Shape } from '../../../tensor.ts'
import type { Graph, Node, NodeId } from '../../trace/graph.ts'

/** Windows of an array that are read where they lie. */
export interface View {
  /** the shape of the array */
  readonly shape: Shape
  readonly windows: Required<Windows>
}

/** The node behind reshapes, which are the same array. */
const behindReshapes = (nodes: readonly Node[], id: NodeId): NodeId => {
  const [node, operand] = [nodes[id], nodes[id]?.operands[0]]
  return node?.op === 'reshape' && operand !== undefined ? behindReshapes(nodes, operand) : id
}

/** The number of windows: the rows, where windows are the rows of a matrix. */
const windowsIn = ({ shape, attributes: { windows } }: Node): number =>
  windows === undefined ? NaN : sizeOf(shape.slice(0, windows.axis + windows.size.length))

/** Whether a product reads its left operand as the matrix that has a window in each row. */
const readsWindows = (nodes: readonly Node[], { op, operands: [left, right], shape }: Node, unfold: NodeId): boolean => {
  const [seen, windows] = [nodes[left ?? NaN]?.shape, nodes[unfold]]
  return (op === 'matmul' || op === 'matmulTN') && shape.length === 2 && seen !== undefined && windows !== undefined &&
    seen[0] === windowsIn(windows) && (right === undefined || behindReshapes(nodes, right) !== unfold)
}

/** The unfolds that need no array of their own: everything that reads them is a product that takes windows where they lie. */
export const viewsOf = ({ nodes, results }: Graph): ReadonlySet<NodeId> => {
  const candidates = new Set(nodes.flatMap(({ op, dtype }, id) => op === 'unfold' && dtype === 'float' ? [id] : []))
  const others = nodes.flatMap((node) => node.op === 'reshape' ? [] : node.operands.map((operand) => behindReshapes(nodes, operand))
    .filter((unfold) => candidates.has(unfold) && !readsWindows(nodes, node, unfold)))
  const kept = new Set([...others, ...results.map(({ node }) => behindReshapes(nodes, node))])
  return new Set([...candidates].filter((id) => !kept.has(id)))
}

/** The windows that an operand is, where it is read so. */
export const viewOf = (nodes: readonly Node[], isView: (id: NodeId) => boolean, operand: NodeId): View | undefined => {
  const unfold = behindReshapes(nodes, operand)
  const { operands: [source], attributes: { windows } } = nodes[unfold] as Node
  return isView(unfold) && source !== undefined && windows !== undefined ? { shape: nodes[source]?.shape ?? [], windows } : undefined
}
