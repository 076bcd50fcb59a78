import type { NodeId } from '../../../trace/graph.ts'

/** One operation of an elementwise program, over nodes: what it makes, from what, and whether that stays in a register. */
export interface Line {
  readonly makes: NodeId
  readonly from: readonly NodeId[]
  readonly inRegister: boolean
}

/** The register of every node that is kept in one, and how many registers there are. */
export interface Registers {
  readonly of: ReadonlyMap<NodeId, number>
  readonly count: number
}

/** Registers by a linear scan: one is free again after the last line that reads it, which may write it as well. */
export const assignRegisters = (lines: readonly Line[]): Registers => {
  const lastRead = new Map<NodeId, number>()
  lines.forEach(({ from }, at) => {
    for (const node of from) lastRead.set(node, at)
  })
  const [of, free]: [Map<NodeId, number>, number[]] = [new Map(), []]
  let count = 0
  lines.forEach(({ makes, from, inRegister }, at) => {
    for (const node of new Set(from)) {
      const register = of.get(node)
      if (register !== undefined && lastRead.get(node) === at) free.push(register)
    }
    if (!inRegister) return
    of.set(makes, free.pop() ?? count++)
  })
  return { of, count }
}
