import type { NodeId } from '../../../trace/graph.ts'

/** A node to carry out: what must be there before, and the number of elements if it can join an elementwise program. */
export interface Task {
  readonly node: NodeId
  /** tasks that come before it */
  readonly after: readonly NodeId[]
  /** tasks that must be wholly done before it begins, since it reads other elements of theirs than its own */
  readonly apart: readonly NodeId[]
  /** elements of an elementwise node; undefined where the node is an instruction of its own */
  readonly elements: number | undefined
}

/** Nodes that are carried out together: an elementwise program, or one node by itself. */
export type Step = readonly NodeId[]

/**
 * An order in which every task comes after those it needs, and elementwise tasks of one size stand together as long as they
 * can. Tasks are given in some valid order, which is kept otherwise.
 */
export const schedule = (tasks: readonly Task[]): readonly Step[] => {
  const done = new Set<NodeId>()
  const waiting = new Set(tasks.map(({ node }) => node))
  const ready = ({ after, apart }: Task, together: ReadonlySet<NodeId>): boolean => {
    for (const node of after) if (waiting.has(node) && !done.has(node)) return false
    for (const node of apart) if (waiting.has(node) && (!done.has(node) || together.has(node))) return false
    return true
  }
  // Tasks of one size, in order; what is done is dropped from the front.
  const bySize = new Map<number, Task[]>()
  for (const task of tasks) {
    if (task.elements === undefined) continue
    const alike = bySize.get(task.elements)
    if (alike === undefined) bySize.set(task.elements, [task])
    else alike.push(task)
  }
  const steps: Step[] = []
  for (const task of tasks) {
    if (done.has(task.node)) continue
    if (task.elements === undefined) {
      done.add(task.node)
      steps.push([task.node])
      continue
    }
    const [together, later]: [Set<NodeId>, Task[]] = [new Set(), []]
    for (const candidate of bySize.get(task.elements) ?? []) {
      if (ready(candidate, together)) {
        done.add(candidate.node)
        together.add(candidate.node)
      } else later.push(candidate)
    }
    bySize.set(task.elements, later)
    steps.push([...together])
  }
  return steps
}
