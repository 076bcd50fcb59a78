import type { Instruction } from './instruction.ts'

/** An instruction, also one inside a loop, with its name and the moments at which it begins and ends. */
export interface Moment {
  readonly instruction: Instruction
  /** its place in the list, and in its loop's: `4`, `4.2` */
  readonly name: string
  readonly first: number
  readonly last: number
}

/**
 * All instructions in the order in which they begin. A loop lasts from the moment when it begins to the end of its body, of which
 * one step stands for all: what lives within a step is made anew in the next.
 */
export const timelineOf = (instructions: readonly Instruction[], prefix = '', start = 0): readonly Moment[] =>
  instructions.reduce<readonly Moment[]>((before, instruction, at) => {
    const first = before.reduce((most, { last }) => Math.max(most, last + 1), start)
    const name = `${prefix}${at}`
    const inner = timelineOf(instruction.body ?? [], `${name}.`, first + 1)
    return [...before, { instruction, name, first, last: inner.reduce((most, { last }) => Math.max(most, last), first) }, ...inner]
  }, [])
