/** An array that is needed from one instruction to another, both included. */
export interface Lifetime {
  readonly bytes: number
  readonly first: number
  readonly last: number
}

/** Where every array lies in the arena, and how large the arena is. */
export interface Arena {
  readonly offsets: readonly number[]
  readonly bytes: number
  /** the largest number of bytes that are needed at one instruction: no arena can be smaller */
  readonly largestLiveSet: number
}

/** Buffers begin at a line of the cache. */
export const ALIGNMENT = 64

export const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT

const durationOf = ({ first, last }: Lifetime): number => last - first + 1

/** Which array is placed before which: the larger, the one that lives longer, or the one that fills more of both. */
const orders: readonly ((x: Lifetime) => number)[] = [({ bytes }) => bytes, durationOf, (x) => x.bytes * durationOf(x)]

/**
 * Places arrays whose lifetimes do not meet over one another. The largest first is nearly always best; where it is not as good as
 * can be, other orders are tried, and the smallest arena is taken.
 */
export const placeInArena = (lifetimes: readonly Lifetime[]): Arena => {
  const live = largestLiveSet(lifetimes)
  let best: Placing | undefined
  for (const measure of orders) {
    const next = placedBy(measure, lifetimes)
    if (best === undefined || next.bytes < best.bytes) best = next
    if (best.bytes === live) break
  }
  return { ...best!, largestLiveSet: live }
}

type Placing = Omit<Arena, 'largestLiveSet'>

/**
 * One array after the other, each into the smallest gap that holds it among those that live at the same time. (By size this is the
 * "greedy by size" rule of Pisarchyk and Lee, "Efficient memory management for deep neural net inference", 2020.)
 */
const placedBy = (measure: (x: Lifetime) => number, lifetimes: readonly Lifetime[]): Placing => {
  const order = lifetimes.map((_, i) => i).sort((a, b) => measure(lifetimes[b]!) - measure(lifetimes[a]!) || a - b)
  const offsets = lifetimes.map(() => 0)
  // Sorted by offset, so that gaps are met in order.
  const placed: number[] = []
  let bytes = 0
  for (const i of order) {
    const { bytes: needed, first, last } = lifetimes[i]!
    const size = aligned(needed)
    let [end, best, bestGap] = [0, -1, Infinity]
    for (const j of placed) {
      const other = lifetimes[j]!
      if (other.last < first || other.first > last) continue
      const gap = offsets[j]! - end
      if (gap >= size && gap < bestGap) [best, bestGap] = [end, gap]
      end = Math.max(end, offsets[j]! + aligned(other.bytes))
    }
    const offset = best === -1 ? end : best
    offsets[i] = offset
    bytes = Math.max(bytes, offset + size)
    placed.splice(insertionPoint(placed, offsets, offset), 0, i)
  }
  return { offsets, bytes }
}

/** Where an array of this offset belongs in the list that is sorted by offset. */
const insertionPoint = (placed: readonly number[], offsets: readonly number[], offset: number): number => {
  let [low, high] = [0, placed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsets[placed[middle]!]! < offset) low = middle + 1
    else high = middle
  }
  return low
}

const largestLiveSet = (lifetimes: readonly Lifetime[]): number => {
  const changes = new Map<number, number>()
  for (const { bytes, first, last } of lifetimes) {
    changes.set(first, (changes.get(first) ?? 0) + aligned(bytes))
    changes.set(last + 1, (changes.get(last + 1) ?? 0) - aligned(bytes))
  }
  let [live, largest] = [0, 0]
  for (const [, change] of [...changes].sort(([a], [b]) => a - b)) {
    live += change
    largest = Math.max(largest, live)
  }
  return largest
}
