import type { PlannedArray, Slot } from '../instruction.ts'

/** The arrays of a plan while it is made: each gets the next slot. */
export interface Arrays {
  readonly add: (array: PlannedArray) => Slot
  /** an array between two instructions that no node stands for */
  readonly temporary: (elements: number) => Slot
  /** sixteen times the same 32 bits; one array for equal bits */
  readonly splat: (bits: number) => Slot
  /** numbers that follow from the graph alone; one array for one name */
  readonly table: (name: string, words: () => Uint32Array) => Slot
  readonly all: () => readonly PlannedArray[]
}

/** Equal elements that stand for any number of them. */
const SPLAT = 16

export const arraysOfPlan = (): Arrays => {
  const [arrays, splats, tables]: [PlannedArray[], Map<number, Slot>, Map<string, Slot>] = [[], new Map(), new Map()]
  const add = (array: PlannedArray): Slot => arrays.push(array) - 1
  return {
    add,
    temporary: (elements) => add({ purpose: { kind: 'temporary' }, elements, node: undefined }),
    splat: (bits) => {
      const known = splats.get(bits)
      if (known !== undefined) return known
      const slot = add({ purpose: { kind: 'constant', words: new Uint32Array(SPLAT).fill(bits) }, elements: SPLAT, node: undefined })
      splats.set(bits, slot)
      return slot
    },
    table: (name, words) => {
      const known = tables.get(name)
      if (known !== undefined) return known
      const made = words()
      const slot = add({ purpose: { kind: 'constant', words: made }, elements: made.length, node: undefined })
      tables.set(name, slot)
      return slot
    },
    all: () => arrays,
  }
}
