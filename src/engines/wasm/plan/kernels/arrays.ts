import type { PlannedArray, Slot } from '../instruction.ts'

/** The arrays of a plan while it is made: each gets the next slot. */
export interface Arrays {
  readonly add: (array: PlannedArray) => Slot
  /** an array between two instructions that no node stands for */
  readonly temporary: (elements: number) => Slot
  /** four times the same 32 bits; one array for equal bits */
  readonly splat: (bits: number) => Slot
  readonly all: () => readonly PlannedArray[]
}

export const arraysOfPlan = (): Arrays => {
  const [arrays, splats]: [PlannedArray[], Map<number, Slot>] = [[], new Map()]
  const add = (array: PlannedArray): Slot => arrays.push(array) - 1
  return {
    add,
    temporary: (elements) => add({ purpose: { kind: 'temporary' }, elements, node: undefined }),
    splat: (bits) => {
      const known = splats.get(bits)
      if (known !== undefined) return known
      const slot = add({ purpose: { kind: 'constant', words: Uint32Array.of(bits, bits, bits, bits) }, elements: 4, node: undefined })
      splats.set(bits, slot)
      return slot
    },
    all: () => arrays,
  }
}
