import type { Graph, Node, NodeId } from '../../trace/graph.ts'
import type { Instruction, PlannedArray, Slot } from './instruction.ts'
import { arraysOfPlan } from './kernels/arrays.ts'
import { type Arena, placeInArena } from './kernels/arena.ts'
import { withReadyLoops } from './own-results.ts'
import { arrayFor, planFrame } from './plan-frame.ts'
import { timelineOf } from './timeline.ts'

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
export const planOf = (given: Graph): Plan => {
  const graph = withReadyLoops(given)
  const arrays = arraysOfPlan()
  const argumentSlots = graph.arguments.map(({ node }, index) => arrays.add(arrayFor(graph.nodes[node] as Node, node, { kind: 'argument', index })))
  const { instructions, handedOut, arrayOf, slotOf } =
    planFrame({ graph, first: 0, given: argumentSlots, purposeOf: (index) => ({ kind: 'result', index }) }, arrays)
  const temporaries = arrays.all().flatMap(({ purpose }, slot) => purpose.kind === 'temporary' ? [slot] : [])
  return {
    graph,
    arrays: arrays.all(),
    instructions,
    results: graph.results.map((port) => resultLeaf(graph, arrayOf(port.node), handedOut)),
    resultSlots: handedOut.flatMap((id) => slotOf(id) ?? []),
    arena: placeInArena(lifetimesOf(instructions, temporaries, arrays.all())),
    temporaries,
    registers: instructions.reduce((most, { registers }) => Math.max(most, registers), 0),
  }
}

const resultLeaf = (graph: Graph, id: NodeId, handedOut: readonly NodeId[]): ResultLeaf => {
  const { op } = graph.nodes[id] as Node
  return op === 'argument' ? { from: 'argument', index: graph.arguments.findIndex(({ node }) => node === id) }
    : op === 'constant' ? { from: 'constant', node: id }
    : { from: 'result', index: handedOut.indexOf(id) }
}

/** From the first instruction that writes an array to the last that reads or writes it. */
const lifetimesOf = (instructions: readonly Instruction[], temporaries: readonly Slot[], arrays: readonly PlannedArray[]) => {
  const touched = timelineOf(instructions).flatMap(({ instruction: { reads, writes }, first, last }) =>
    [...reads, ...writes].flatMap((slot): readonly [Slot, number][] => [[slot, first], [slot, last]]))
  const uses = [...touched].sort(([, a], [, b]) => a - b)
  const last = new Map(uses)
  const first = new Map([...uses].reverse())
  return temporaries.map((slot) => ({
    bytes: 4 * (arrays[slot]?.elements ?? 0), first: first.get(slot) ?? 0, last: last.get(slot) ?? 0,
  }))
}
