import { misuse } from '../../../misuse.ts'
import { sizeOf } from '../../../shape/size.ts'
import type { Body } from '../../trace/frames.ts'
import type { Node } from '../../trace/graph.ts'
import { LOOP } from '../assembly/codes.ts'
import type { Frame, PlannedFrame } from './frame.ts'
import type { Instruction, Slot } from './instruction.ts'
import type { Arrays } from './kernels/arrays.ts'

/**
 * A loop as one instruction, with those of its body inside. What the body reads and writes anew at each step are slots that the
 * machine moves: what is carried goes to and fro between two arrays, the second of which at the last step is the result's; slices
 * lie one after another in theirs. `partOf` gives the arrays of the results that somebody asks for.
 */
export const loopInstruction = (
  { loop: { length, reverse, carries, slices, body }, first }: Body, number: number, operands: readonly Slot[],
  partOf: (index: number) => Slot | undefined, arrays: Arrays, plan: (frame: Frame, arrays: Arrays) => PlannedFrame,
): Instruction => {
  const elementsOf = (node: number): number => sizeOf((body.nodes[node] as Node).shape)
  const given = body.arguments.map(({ node }, place): Slot => place < carries + slices
    ? arrays.add({ purpose: { kind: 'moving' }, elements: elementsOf(node), node: first + node })
    : operands[place] ?? misuse('compile', 'a scan has an argument without an array'))
  const { instructions, arrayOf, slotOf } = plan({ graph: body, first, given, purposeOf: () => ({ kind: 'moving' }) }, arrays)
  const results = body.results.map(({ node }, place) => ({
    slot: slotOf(arrayOf(node)) ?? misuse('compile', 'a scan has a result without an array'),
    elements: elementsOf(node),
    array: partOf(place) ?? arrays.temporary(elementsOf(node) * (place < carries ? 1 : length)),
  }))
  const carried = results.slice(0, carries).map(({ slot, elements, array }, place) => {
    const other = length === 1 ? array : arrays.temporary(elements)
    const [odd, even] = length % 2 === 1 ? [array, other] : [other, array]
    return [given[place] ?? 0, slot, operands[place] ?? 0, odd, even] as const
  })
  const streams = [
    ...given.slice(carries, carries + slices).map((slot, i) =>
      [slot, operands[carries + i] ?? 0, 4 * elementsOf(body.arguments[carries + i]?.node ?? 0)] as const),
    ...results.slice(carries).map(({ slot, elements, array }) => [slot, array, 4 * elements] as const),
  ]
  return {
    code: LOOP,
    operands: [length, Number(reverse), carried.length, streams.length, ...carried.flat(), ...streams.flat()],
    reads: [...new Set(operands)],
    writes: [...new Set([...carried.flatMap(([, , , odd, even]) => [odd, even]), ...results.slice(carries).map(({ array }) => array)])],
    work: length * instructions.reduce((sum, { work }) => sum + work, 0),
    registers: instructions.reduce((most, { registers }) => Math.max(most, registers), 0),
    nodes: [number],
    body: instructions,
  }
}
