import { ALIGNMENT, aligned } from '../plan/kernels/arena.ts'

/** A free stretch of memory. */
interface Gap {
  readonly start: number
  readonly bytes: number
}

/** Memory that is given out in pieces and taken back: first fit, and neighbours that are free become one. */
export interface Heap {
  /** the address of so many bytes, or undefined when the limit is reached */
  readonly take: (bytes: number) => number | undefined
  readonly give: (start: number, bytes: number) => void
  /** the first byte above everything that was ever given out */
  readonly top: () => number
}

export const heapFrom = (first: number, limit: number): Heap => {
  const gaps: Gap[] = []
  let top = Math.ceil(first / ALIGNMENT) * ALIGNMENT
  return {
    take: (wanted) => {
      const bytes = Math.max(aligned(wanted), ALIGNMENT)
      const at = gaps.findIndex((gap) => gap.bytes >= bytes)
      if (at !== -1) {
        const gap = gaps[at]!
        if (gap.bytes === bytes) gaps.splice(at, 1)
        else gaps[at] = { start: gap.start + bytes, bytes: gap.bytes - bytes }
        return gap.start
      }
      const last = gaps.at(-1)
      // What is free at the end can grow.
      const start = last !== undefined && last.start + last.bytes === top ? last.start : top
      if (start + bytes > limit) return undefined
      if (start !== top) gaps.pop()
      top = start + bytes
      return start
    },
    give: (start, given) => {
      const bytes = Math.max(aligned(given), ALIGNMENT)
      let at = gaps.findIndex((gap) => gap.start > start)
      if (at === -1) at = gaps.length
      const [before, after] = [gaps[at - 1], gaps[at]]
      const joinsBefore = before !== undefined && before.start + before.bytes === start
      const joinsAfter = after !== undefined && start + bytes === after.start
      gaps.splice(at - Number(joinsBefore), Number(joinsBefore) + Number(joinsAfter), {
        start: joinsBefore ? before.start : start,
        bytes: bytes + (joinsBefore ? before.bytes : 0) + (joinsAfter ? after.bytes : 0),
      })
    },
    top: () => top,
  }
}
