import type { Graph, NodeId } from '../../trace/graph.ts'
import type { Instruction, Purpose, Slot } from './instruction.ts'

/** A graph to be planned: a whole one, or the body of a loop. */
export interface Frame {
  readonly graph: Graph
  /** the number of its first node among the nodes of all graphs */
  readonly first: number
  /** where its arguments lie */
  readonly given: readonly Slot[]
  /** what the array number `index` of its results is for */
  readonly purposeOf: (index: number) => Purpose
}

/** What is carried out for a graph. */
export interface PlannedFrame {
  readonly instructions: readonly Instruction[]
  /** nodes whose arrays hold results, each once */
  readonly handedOut: readonly NodeId[]
  /** the node whose array a node is */
  readonly arrayOf: (node: NodeId) => NodeId
  /** the slot of a node that has an array */
  readonly slotOf: (node: NodeId) => Slot | undefined
}
