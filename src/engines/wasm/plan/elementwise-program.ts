import type { Graph, Node, NodeId } from '../../trace/graph.ts'
import { sizeOf } from '../../../shape/size.ts'
import { ARRAY, CONSTANT, ELEMENTWISE, MOVE, REGISTER, SAME } from '../assembly/codes.ts'
import type { Instruction, Slot } from './instruction.ts'
import type { Arrays } from './kernels/arrays.ts'
import { assignRegisters, type Line } from './kernels/registers.ts'
import { operationCode } from './operation-codes.ts'
import { patternOf } from './roles.ts'
import { wordOf } from './words.ts'

/** What lowering a step needs to know of the whole plan. */
export interface Setting {
  readonly graph: Graph
  /** the number of the graph's first node among the nodes of all */
  readonly first: number
  readonly arrays: Arrays
  /** the node whose array a node is */
  readonly arrayOf: (node: NodeId) => NodeId
  /** the slot of a node that has an array */
  readonly slotOf: (node: NodeId) => Slot | undefined
  /** whether it is made again where it is used: one number, or a pattern */
  readonly inlined: (node: NodeId) => 'splat' | 'pattern' | undefined
}

/** Nodes of one size as one elementwise program. */
export const elementwiseProgram = (setting: Setting, step: readonly NodeId[]): Instruction => {
  const { graph: { nodes }, first, arrays, arrayOf, slotOf, inlined } = setting
  const node = (id: NodeId): Node => nodes[id] as Node
  const operandsOf = (id: NodeId): readonly NodeId[] => node(id).operands.map(arrayOf)
  /** Operands whose own elements are read: not the source of a pattern, nor a key. */
  const streamed = (id: NodeId): readonly NodeId[] => readsElsewhere(node(id)) ? [] : operandsOf(id)
  const patterns = [...new Set(step.flatMap((id) => streamed(id).filter((operand) => inlined(operand) === 'pattern')))]
  // A pattern is made just before its first use, so that few registers are taken at a time.
  const firstUse = new Map(patterns.map((pattern) => [pattern, step.find((id) => streamed(id).includes(pattern))]))
  const order = step.flatMap((id) => [...patterns.filter((pattern) => firstUse.get(pattern) === id), id])
  /** What is the same everywhere is made sixteen times, not once for each element. */
  const isSame = (id: NodeId): boolean => inlined(id) === 'pattern' && node(id).op !== 'iota' && patternOf(node(id))?.size === 1
  const lines: readonly Line[] = order.map((id) =>
    ({ makes: id, from: streamed(id), again: streamed(id).filter(isSame), inRegister: slotOf(id) === undefined }))
  const registers = assignRegisters(lines)

  const constant = (bits: number): number => arrays.splat(bits) << 2 | CONSTANT
  const operand = (id: NodeId): number => {
    if (inlined(id) === 'splat') return constant(wordOf(node(id).dtype, node(id).attributes.value ?? 0))
    const slot = slotOf(id)
    return slot === undefined ? (registers.of.get(id) ?? 0) << 2 | (isSame(id) ? SAME : REGISTER) : slot << 2 | ARRAY
  }
  const operation = (id: NodeId): readonly number[] => {
    const { op, attributes, dtype } = node(id)
    const operands = operandsOf(id)
    const code = operationCode(node(id), node(operands[0] ?? id).dtype)
    const pattern = patternOf(node(id))
    if (op === 'fill') return [MOVE, operand(id), constant(wordOf(dtype, attributes.value ?? 0)), 0, 0]
    if (readsElsewhere(node(id))) {
      const source = operands[0] === undefined ? 0 : (slotOf(operands[0]) ?? 0) << 2 | ARRAY
      return [code, operand(id), source, pattern?.inner ?? 0, pattern?.size ?? 0]
    }
    const given = op === 'scale' ? [...operands.map(operand), constant(wordOf('float', attributes.k ?? 0))] : operands.map(operand)
    return [code, operand(id), given[0] ?? 0, given[1] ?? 0, given[2] ?? 0]
  }
  const elements = sizeOf(node(step[0] ?? 0).shape)
  const operations = order.flatMap(operation)
  const inStep = new Set(order)
  const reads = order.flatMap((id) => operandsOf(id).flatMap((from) => inStep.has(from) ? [] : slotOf(from) ?? []))
  return {
    code: ELEMENTWISE,
    operands: [elements, order.length, ...operations],
    reads: [...new Set(reads)],
    writes: order.flatMap((id) => slotOf(id) ?? []),
    work: elements * order.reduce((sum, id) => sum + costOf(node(id).op), 0),
    nodes: order.map((id) => first + id),
    registers: registers.count,
  }
}

/** Whether a node reads other elements of its operand than its own. */
export const readsElsewhere = ({ op }: Node): boolean =>
  op === 'iota' || op === 'broadcast' || op === 'spread' || op === 'randomBits'

const costly: ReadonlySet<Node['op']> = new Set<Node['op']>([
  'exp', 'expm1', 'log', 'log1p', 'tanh', 'sigmoid', 'softplus', 'erf', 'erfinv', 'sin', 'cos', 'pow', 'randomBits',
])

/** Elementary operations an element, roughly. */
const costOf = (op: Node['op']): number => costly.has(op) ? 20 : 1
