import { misuse } from '../../../misuse.ts'
import { sizeOf } from '../../../shape/size.ts'
import { bodiesOf } from '../../trace/frames.ts'
import type { Node, NodeId } from '../../trace/graph.ts'
import { elementwiseProgram, readsElsewhere, type Setting } from './elementwise-program.ts'
import type { Frame, PlannedFrame } from './frame.ts'
import type { Instruction, PlannedArray, Purpose, Slot } from './instruction.ts'
import type { Arrays } from './kernels/arrays.ts'
import { schedule, type Step, type Task } from './kernels/schedule.ts'
import { loopInstruction } from './loop.ts'
import { arraysOf, rolesOf } from './roles.ts'
import { viewOf } from './views.ts'
import type { Operand } from './whole/lowering.ts'
import { lowerings } from './whole/whole.ts'
import { wordsOf } from './words.ts'

/** A node's array. */
export const arrayFor = ({ shape }: Node, number: number, purpose: Purpose): PlannedArray => ({ purpose, elements: sizeOf(shape), node: number })

/** Plans a graph among the arrays of a plan. */
export const planFrame = ({ graph, first, given, purposeOf }: Frame, arrays: Arrays): PlannedFrame => {
  const { nodes } = graph
  const node = (id: NodeId): Node => nodes[id] as Node
  const roles = rolesOf(graph)
  const arrayIds = arraysOf(graph, roles)
  const arrayOf = (id: NodeId): NodeId => arrayIds[id] ?? id
  const operandsOf = (id: NodeId): readonly NodeId[] => node(id).operands.map(arrayOf)
  const computed = nodes.flatMap((_, id) => roles[id] === 'given' || roles[id] === 'alias' || roles[id] === 'view' ? [] : [id])
  const isWhole = (id: NodeId): boolean => roles[id] === 'whole' || roles[id] === 'loop'

  // What must lie in memory as a whole: what is handed out, and what is read other than element by element.
  const handedOut = [...new Set(graph.results.map((port) => arrayOf(port.node)))].filter((id) => roles[id] !== 'given')
  const whole = new Set([
    ...handedOut, ...computed.flatMap((id) => isWhole(id) || readsElsewhere(node(id)) ? operandsOf(id) : []),
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
    elements: isWhole(id) ? undefined : sizeOf(node(id).shape),
  }))
  const steps = schedule(tasks)

  // Between steps a node needs an array, within one a register will do. A loop has its parts' arrays.
  const stepOf = new Map(steps.flatMap((step, at) => step.map((id): [NodeId, number] => [id, at])))
  const crossing = tasks.flatMap(({ node: user, after: from, apart }) =>
    [...from, ...apart].filter((id) => stepOf.get(id) !== stepOf.get(user)))
  const inMemory = new Set([...whole, ...crossing, ...steps.flatMap((step) => roles[step[0] ?? 0] === 'whole' ? step : [])])

  const slots = new Map<NodeId, Slot>([
    ...graph.arguments.flatMap(({ node: id }, index): readonly [NodeId, Slot][] => given.slice(index, index + 1).map((slot) => [id, slot])),
    ...handedOut.map((id, index): [NodeId, Slot] => [id, arrays.add(arrayFor(node(id), first + id, purposeOf(index)))]),
    ...nodes.flatMap((known, id): readonly [NodeId, Slot][] => known.op === 'constant' && known.numbers !== undefined
      ? [[id, arrays.add(arrayFor(known, first + id, { kind: 'constant', words: wordsOf(known.dtype, known.numbers) }))]] : []),
    ...[...inMemory].filter((id) => roles[id] !== 'given' && roles[id] !== 'loop' && !handedOut.includes(id))
      .map((id): [NodeId, Slot] => [id, arrays.add(arrayFor(node(id), first + id, { kind: 'temporary' }))]),
  ])
  const bodies = new Map(bodiesOf(graph, first).map((body) => [body.scan, body]))
  const setting: Setting = { graph, first, arrays, arrayOf, slotOf: (id) => slots.get(id), inlined }

  /** The instructions of one step. */
  const lower = (step: Step): readonly Instruction[] => {
    const [id = 0] = step
    if (!isWhole(id)) return [elementwiseProgram(setting, step)]
    const { op, operands } = node(id)
    // A loop writes its parts.
    if (op === 'part') return []
    const slot = (of: NodeId): Slot => slots.get(arrayOf(of)) ?? misuse('compile', `${op} has an operand without an array`)
    const body = bodies.get(id)
    if (body !== undefined) {
      const parts = nodes.flatMap((part, at) => part.op === 'part' && part.operands[0] === id ? [{ index: part.attributes.index, at }] : [])
      const partOf = (index: number): Slot | undefined => {
        const at = parts.find((part) => part.index === index)?.at
        return at === undefined ? undefined : slot(at)
      }
      return [loopInstruction(body, first + id, operands.map(slot), partOf, arrays, planFrame)]
    }
    const [operand, ...rest] = operands.map((of): Operand => {
      const view = viewOf(nodes, (unfold) => roles[unfold] === 'view', of)
      return { slot: slot(of), shape: nodes[of]?.shape ?? [], ...(view === undefined ? {} : { view }) }
    })
    const lowering = lowerings[op as keyof typeof lowerings]
    return lowering === undefined || operand === undefined
      ? misuse('compile', `${op} has no kernel`)
      : lowering({ node: node(id), id: first + id, operands: [operand, ...rest], out: slot(id), arrays })
  }
  return { instructions: steps.flatMap(lower), handedOut, arrayOf, slotOf: setting.slotOf }
}
