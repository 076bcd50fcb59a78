import { listing } from '../../trace/listing.ts'
import type { PlannedArray, Slot } from './instruction.ts'
import type { Plan } from './plan.ts'
import { timelineOf } from './timeline.ts'

/**
 * A plan as text: the graph's listing with the place of every value beside it (an argument or a result of the caller's,
 * bytes of the arena, or the number of the instruction that keeps it in a register), then how much memory it needs.
 */
export const planListing = ({ graph, arrays, instructions, arena, temporaries, registers }: Plan): string => {
  const slots = new Map(arrays.flatMap(({ node }, slot): readonly (readonly [number, Slot])[] => node === undefined ? [] : [[node, slot]]))
  const offsets = new Map(temporaries.map((slot, i) => [slot, arena.offsets[i] ?? 0]))
  const loops = new Set(timelineOf(instructions).flatMap(({ instruction: { body, nodes } }) => body === undefined ? [] : nodes))
  const steps = new Map([...timelineOf(instructions)].reverse().flatMap(({ name, instruction: { nodes } }) => nodes.map((node) => [node, name])))
  const lies = ({ purpose, elements }: PlannedArray, slot: Slot): string => {
    switch (purpose.kind) {
      case 'temporary': return `arena ${offsets.get(slot) ?? 0} to ${(offsets.get(slot) ?? 0) + 4 * elements}`
      case 'constant': return 'constant'
      case 'moving': return 'moving'
      default: return `${purpose.kind} ${purpose.index}`
    }
  }
  const beside = (node: number): string => {
    const [slot, step] = [slots.get(node), steps.get(node)]
    const array = slot === undefined ? undefined : arrays[slot]
    const place = slot === undefined || array === undefined ? step === undefined || loops.has(node) ? '' : 'register' : lies(array, slot)
    return [...(step === undefined ? [] : [`instruction ${step}`]), ...(place === '' ? [] : [place])].join(', ')
  }
  const share = arena.largestLiveSet === 0 ? 1 : arena.bytes / arena.largestLiveSet
  return `${listing(graph, beside)}${instructions.length} instructions; arena of ${arena.bytes} bytes, ${share.toFixed(2)} times the ` +
    `largest live set (${arena.largestLiveSet} bytes); ${registers} registers of 2048 bytes for each thread\n`
}
