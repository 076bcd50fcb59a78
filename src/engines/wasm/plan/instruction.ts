/** The number of an array. The machine finds its address in a table, so arguments and results may lie elsewhere at each call. */
export type Slot = number

/** What the array in a slot is for. */
export type Purpose =
  /** leaf number `index` of the arguments */
  | { readonly kind: 'argument'; readonly index: number }
  /** array number `index` of those that the caller gets */
  | { readonly kind: 'result'; readonly index: number }
  /** numbers that were known when the plan was made, as 32-bit words */
  | { readonly kind: 'constant'; readonly words: Uint32Array }
  /** between two instructions only: it may share its place with others */
  | { readonly kind: 'temporary' }
  /** one of other arrays, or a piece of one: a loop says at each step which */
  | { readonly kind: 'moving' }

/** An array that the plan works on. */
export interface PlannedArray {
  readonly purpose: Purpose
  /** 32-bit elements */
  readonly elements: number
  /** the number of the node whose value it holds, among the nodes of all graphs; none for packed copies and constants made by the planner */
  readonly node: number | undefined
}

/** One instruction of the virtual machine, see `assembly/codes.ts`. */
export interface Instruction {
  readonly code: number
  readonly operands: readonly number[]
  readonly reads: readonly Slot[]
  readonly writes: readonly Slot[]
  /** elementary operations, roughly: whether it is worth sharing among threads */
  readonly work: number
  /** registers that an elementwise program needs */
  readonly registers: number
  /** the numbers of the nodes that it computes, for the listing */
  readonly nodes: readonly number[]
  /** of a loop: what is carried out at each step */
  readonly body?: readonly Instruction[]
}
