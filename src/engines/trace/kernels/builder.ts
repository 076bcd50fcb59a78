import type { Graph, Node, NodeId } from '../graph.ts'

/** What is known of a graph while it is traced. The one thing in a trace that changes. */
export interface Builder {
  /** adds a node for the value that a tensor stands for */
  readonly add: (tensor: object, node: Omit<Node, 'place'>) => NodeId
  /** the node that a tensor stands for, if it is of this trace */
  readonly nodeOf: (tensor: object) => NodeId | undefined
  /** names a node; one that has a name keeps it */
  readonly label: (id: NodeId, label: string, formula?: string) => void
  /** runs `f`, whose nodes belong to a place within the present one */
  readonly enter: <T>(place: string, f: () => T) => T
  /** where the trace is, outermost first */
  readonly places: () => readonly string[]
  readonly isOver: () => boolean
  /** ends the trace: nothing may be added any more */
  readonly end: () => Graph['nodes']
}

export const builder = (): Builder => {
  const nodes: Node[] = []
  const ids = new Map<object, NodeId>()
  let places: readonly string[] = []
  let place = ''
  let over = false
  const moveTo = (next: readonly string[]): void => {
    places = next
    place = next.join(' > ')
  }
  return {
    add: (tensor, node) => {
      ids.set(tensor, nodes.length)
      return nodes.push({ ...node, place }) - 1
    },
    nodeOf: (tensor) => ids.get(tensor),
    label: (id, label, formula) => {
      const node = nodes[id]!
      if (node.label === undefined) nodes[id] = { ...node, label, ...(formula === undefined ? {} : { formula }) }
    },
    enter: (inner, f) => {
      const before = places
      moveTo([...before, inner])
      try {
        return f()
      } finally {
        moveTo(before)
      }
    },
    places: () => places,
    isOver: () => over,
    end: () => {
      over = true
      return nodes
    },
  }
}
