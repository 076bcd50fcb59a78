import type { NodeId } from '../../../trace/graph.ts'

/** One operation of an elementwise program, over nodes: what it makes, from what, and whether that stays in a register. */
export interface Line {
  readonly makes: NodeId
  readonly from: readonly NodeId[]
  /** those of `from` that are sixteen equal elements, read again and again: the result must not be written over them */
  readonly again: readonly NodeId[]
  readonly inRegister: boolean
}

/** The register of every node that is kept in one, and how many registers there are. */
export interface Registers {
  readonly of: ReadonlyMap<NodeId, number>
  readonly count: number
}

/**
 * Registers by a linear scan: one is free again after the last line that reads it. That line may write it as well, element by
 * element, unless it reads the same elements again and again.
 */
export const assignRegisters = (lines: readonly Line[]): Registers => {
  const lastRead = new Map<NodeId, number>()
  lines.forEach(({ from }, at) => {
    for (const node of from) lastRead.set(node, at)
  })
  const [of, free]: [Map<NodeId, number>, number[]] = [new Map(), []]
  let count = 0
  lines.forEach(({ makes, from, again, inRegister }, at) => {
    const ending = [...new Set(from)].filter((node) => lastRead.get(node) === at)
    const release = (node: NodeId): void => {
      const register = of.get(node)
      if (register !== undefined) free.push(register)
    }
    ending.filter((node) => !again.includes(node)).forEach(release)
    if (inRegister) of.set(makes, free.pop() ?? count++)
    ending.filter((node) => again.includes(node)).forEach(release)
  })
  return { of, count }
}
