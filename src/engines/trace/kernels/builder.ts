import type { Graph, Node, NodeId } from '../graph.ts'

/** A tensor from around a body that the body uses: its node there, and the argument that stands for it inside. */
export interface Captured {
  readonly outside: NodeId
  readonly inside: NodeId
}

/** What was written down while a body ran. */
export interface Written<T> {
  readonly value: T
  readonly nodes: Graph['nodes']
  readonly captured: readonly Captured[]
}

/** What is known of a graph while it is traced. The one thing in a trace that changes. */
export interface Builder {
  /** adds a node for the value that a tensor stands for */
  readonly add: (tensor: object, node: Omit<Node, 'place'>) => NodeId
  /** the same, outside of every body */
  readonly addOutside: (tensor: object, node: Omit<Node, 'place'>) => void
  /** the node that a tensor stands for, if it is of this trace; inside a body one from around it becomes an argument of the body */
  readonly nodeOf: (tensor: object) => NodeId | undefined
  /** whether a tensor was made inside a body that is over */
  readonly isOfPastBody: (tensor: object) => boolean
  /** names a node; one that has a name keeps it */
  readonly label: (id: NodeId, label: string, formula?: string) => void
  /** runs `f`, whose nodes belong to a place within the present one */
  readonly enter: <T>(place: string, f: () => T) => T
  /** runs `f`, whose nodes are a graph of their own */
  readonly body: <T>(f: () => T) => Written<T>
  /** where the trace is, outermost first */
  readonly places: () => readonly string[]
  readonly isOver: () => boolean
  /** ends the trace: nothing may be added any more */
  readonly end: () => Graph['nodes']
}

/** The graph that is being written, or one around it. */
interface Frame {
  readonly nodes: Node[]
  readonly ids: Map<object, NodeId>
  readonly captured: Captured[]
}

const newFrame = (): Frame => ({ nodes: [], ids: new Map(), captured: [] })

export const builder = (): Builder => {
  const outermost = newFrame()
  // The outermost frame first.
  const frames: Frame[] = [outermost]
  const past = new WeakSet<object>()
  let places: readonly string[] = []
  let place = ''
  let over = false
  const innermost = (): Frame => frames.at(-1)!
  const moveTo = (next: readonly string[]): void => {
    places = next
    place = next.join(' > ')
  }
  const addTo = ({ nodes, ids }: Frame, tensor: object, node: Omit<Node, 'place'>): NodeId => {
    ids.set(tensor, nodes.length)
    return nodes.push({ ...node, place }) - 1
  }
  const nodeIn = (depth: number, tensor: object): NodeId | undefined => {
    const [frame, around] = [frames[depth]!, frames[depth - 1]]
    const known = frame.ids.get(tensor)
    if (known !== undefined || around === undefined) return known
    const outside = nodeIn(depth - 1, tensor)
    if (outside === undefined) return undefined
    const { shape, dtype } = around.nodes[outside]!
    const inside = addTo(frame, tensor, { op: 'argument', operands: [], attributes: {}, shape, dtype })
    frame.captured.push({ outside, inside })
    return inside
  }
  return {
    add: (tensor, node) => addTo(innermost(), tensor, node),
    addOutside: (tensor, node) => { addTo(outermost, tensor, node) },
    nodeOf: (tensor) => nodeIn(frames.length - 1, tensor),
    isOfPastBody: (tensor) => past.has(tensor),
    label: (id, label, formula) => {
      const { nodes } = innermost()
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
    body: (f) => {
      const frame = newFrame()
      frames.push(frame)
      try {
        return { value: f(), nodes: frame.nodes, captured: frame.captured }
      } finally {
        frames.pop()
        for (const tensor of frame.ids.keys()) past.add(tensor)
      }
    },
    places: () => places,
    isOver: () => over,
    end: () => {
      over = true
      return outermost.nodes
    },
  }
}
