import { misuse } from '../../../misuse.ts'
import { sizeOf } from '../../../shape/size.ts'
import type { Graph, Node, NodeId } from '../../trace/graph.ts'
import { elementwiseProgram, readsElsewhere, type Setting } from './elementwise-program.ts'
import type { Instruction, PlannedArray, Purpose, Slot } from './instruction.ts'
import { arraysOfPlan } from './kernels/arrays.ts'
import { type Arena, placeInArena } from './kernels/arena.ts'
import { schedule, type Step, type Task } from './kernels/schedule.ts'
import { arraysOf, type Role, rolesOf } from './roles.ts'
import { viewOf } from './views.ts'
import type { Operand } from './whole/lowering.ts'
import { lowerings } from './whole/whole.ts'
import { wordsOf } from './words.ts'

/** Where a leaf of the result comes from. */
export type ResultLeaf =
  | { readonly from: 'argument'; readonly index: number }
  | { readonly from: 'constant'; readonly node: NodeId }
  | { readonly from: 'result'; readonly index: number }

/** A graph as a list of instructions over arrays, with a place for each. */
export interface Plan {
  readonly graph: Graph
  readonly arrays: readonly PlannedArray[]
  readonly instructions: readonly Instruction[]
  /** how each leaf of the result is had, in the order of the graph's results */
  readonly results: readonly ResultLeaf[]
  /** the arrays that the caller gets, in order */
  readonly resultSlots: readonly Slot[]
  /** the place of every temporary array */
  readonly arena: Arena
  readonly temporaries: readonly Slot[]
  /** registers that the largest elementwise program needs */
  readonly registers: number
}

/** The plan of a graph. Nothing in it depends on numbers or on threads. */
export const planOf = (graph: Graph): Plan => {
  const { nodes } = graph
  const node = (id: NodeId): Node => nodes[id] as Node
  const roles = rolesOf(graph)
  const arrayIds = arraysOf(graph, roles)
  const arrayOf = (id: NodeId): NodeId => arrayIds[id] ?? id
  const operandsOf = (id: NodeId): readonly NodeId[] => node(id).operands.map(arrayOf)
  const computed = nodes.flatMap((_, id) => roles[id] === 'given' || roles[id] === 'alias' || roles[id] === 'view' ? [] : [id])

  // What must lie in memory as a whole: what is handed out, and what is read other than element by element.
  const handedOut = [...new Set(graph.results.map((port) => arrayOf(port.node)))].filter((id) => roles[id] !== 'given')
  const whole = new Set([
    ...handedOut, ...computed.flatMap((id) => roles[id] === 'whole' || readsElsewhere(node(id)) ? operandsOf(id) : []),
  ])
  const inlined: Setting['inlined'] = (id) => {
    const role = roles[id]
    return !whole.has(id) && (role === 'splat' || role === 'pattern') ? role : undefined
  }

  const after = (id: NodeId): readonly NodeId[] =>
    operandsOf(id).flatMap((operand) => inlined(operand) === undefined ? [operand] : [])
  const sources = (id: NodeId): readonly NodeId[] => operandsOf(id).flatMap((operand) => inlined(operand) === 'pattern' ? operandsOf(operand) : [])
  const tasks: readonly Task[] = computed.filter((id) => inlined(id) === undefined).map((id) => ({
    node: id,
    after: after(id),
    apart: readsElsewhere(node(id)) ? operandsOf(id) : sources(id),
    elements: roles[id] === 'whole' ? undefined : sizeOf(node(id).shape),
  }))
  const steps = schedule(tasks)

  // Between steps a node needs an array, within one a register will do.
  const stepOf = new Map(steps.flatMap((step, at) => step.map((id): [NodeId, number] => [id, at])))
  const crossing = tasks.flatMap(({ node: user, after: from, apart }) =>
    [...from, ...apart].filter((id) => stepOf.get(id) !== stepOf.get(user)))
  const inMemory = new Set([...whole, ...crossing, ...steps.flatMap((step) => roles[step[0] ?? 0] === 'whole' ? step : [])])

  const arrays = arraysOfPlan()
  const slots = new Map<NodeId, Slot>([
    ...graph.arguments.map(({ node: id }, index): [NodeId, Slot] => [id, arrays.add(arrayFor(node(id), id, { kind: 'argument', index }))]),
    ...handedOut.map((id, index): [NodeId, Slot] => [id, arrays.add(arrayFor(node(id), id, { kind: 'result', index }))]),
    ...nodes.flatMap((given, id): readonly [NodeId, Slot][] => given.op === 'constant' && given.numbers !== undefined
      ? [[id, arrays.add(arrayFor(given, id, { kind: 'constant', words: wordsOf(given.dtype, given.numbers) }))]] : []),
    ...[...inMemory].filter((id) => roles[id] !== 'given' && !handedOut.includes(id))
      .map((id): [NodeId, Slot] => [id, arrays.add(arrayFor(node(id), id, { kind: 'temporary' }))]),
  ])
  const setting: Setting = { graph, arrays, arrayOf, slotOf: (id) => slots.get(id), inlined }
  const instructions = steps.flatMap((step) => lower(setting, step, roles))

  const temporaries = arrays.all().flatMap(({ purpose }, slot) => purpose.kind === 'temporary' ? [slot] : [])
  return {
    graph,
    arrays: arrays.all(),
    instructions,
    results: graph.results.map((port) => resultLeaf(graph, arrayOf(port.node), handedOut)),
    resultSlots: handedOut.flatMap((id) => slots.get(id) ?? []),
    arena: placeInArena(lifetimesOf(instructions, temporaries, arrays.all())),
    temporaries,
    registers: instructions.reduce((most, { registers }) => Math.max(most, registers), 0),
  }
}

const arrayFor = ({ shape }: Node, node: NodeId, purpose: Purpose): PlannedArray => ({ purpose, elements: sizeOf(shape), node })

const resultLeaf = (graph: Graph, id: NodeId, handedOut: readonly NodeId[]): ResultLeaf => {
  const { op } = graph.nodes[id] as Node
  return op === 'argument' ? { from: 'argument', index: graph.arguments.findIndex(({ node }) => node === id) }
    : op === 'constant' ? { from: 'constant', node: id }
    : { from: 'result', index: handedOut.indexOf(id) }
}

/** The instructions of one step. */
const lower = (setting: Setting, step: Step, roles: readonly Role[]): readonly Instruction[] => {
  const [id = 0] = step
  if (roles[id] !== 'whole') return [elementwiseProgram(setting, step)]
  const { graph: { nodes }, arrays, arrayOf, slotOf } = setting
  const node = nodes[id] as Node
  const slot = (of: NodeId): Slot => slotOf(arrayOf(of)) ?? misuse('compile', `${node.op} has an operand without an array`)
  const [first, ...rest] = node.operands.map((operand): Operand => {
    const view = viewOf(nodes, (unfold) => roles[unfold] === 'view', operand)
    return { slot: slot(operand), shape: nodes[operand]?.shape ?? [], ...(view === undefined ? {} : { view }) }
  })
  const lowering = lowerings[node.op as keyof typeof lowerings]
  return lowering === undefined || first === undefined
    ? misuse('compile', `${node.op} has no kernel`)
    : lowering({ node, id, operands: [first, ...rest], out: slot(id), arrays })
}

/** From the first instruction that writes an array to the last that reads or writes it. */
const lifetimesOf = (instructions: readonly Instruction[], temporaries: readonly Slot[], arrays: readonly PlannedArray[]) => {
  const uses = instructions.flatMap(({ reads, writes }, at) => [...reads, ...writes].map((slot): [Slot, number] => [slot, at]))
  const last = new Map(uses)
  const first = new Map([...uses].reverse())
  return temporaries.map((slot) => ({
    bytes: 4 * (arrays[slot]?.elements ?? 0), first: first.get(slot) ?? 0, last: last.get(slot) ?? 0,
  }))
}
