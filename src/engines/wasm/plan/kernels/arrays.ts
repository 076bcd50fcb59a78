import type { PlannedArray, Slot } from '../instruction.ts'

/** The arrays of a plan while it is made: each gets the next slot. */
export interface Arrays {
  readonly add: (array: PlannedArray) => Slot
  /** an array between two instructions that no node stands for */
  readonly temporary: (elements: number) => Slot
  /** sixteen times the same 32 bits; one array for equal bits */
  readonly splat: (bits: number) => Slot
  readonly all: () => readonly PlannedArray[]
}

/** Equal elements that stand for any number of them. */
const SPLAT = 16

export const arraysOfPlan = (): Arrays => {
  const [arrays, splats]: [PlannedArray[], Map<number, Slot>] = [[], new Map()]
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
    all: () => arrays,
  }
}
