import type { Deferred } from '../../../tensor/host.ts'
import type { Storage } from '../../../tensor/kernels/storage.ts'
import type { DType } from '../../../tensor.ts'
import { aligned } from '../plan/kernels/arena.ts'
import type { Machine } from './machine.ts'

/** Memory that goes back to the heap together: when it is given back, or when nobody can reach it any more. */
export interface Lease {
  readonly take: (operation: string, bytes: number) => number
  readonly giveBack: () => void
}

const abandoned = new FinalizationRegistry<() => void>((giveBack) => { giveBack() })

/**
 * `ended` is called once, when the memory goes back. It must not be made where the lease can be seen, or the lease would be held
 * for ever.
 */
export const leaseOn = (machine: Machine, ended: (() => void) | undefined): Lease => {
  const pieces: (readonly [start: number, bytes: number])[] = []
  let isOver = false
  const giveBack = (): void => {
    for (const [start, bytes] of pieces.splice(0)) machine.heap.give(start, bytes)
    if (!isOver) ended?.()
    isOver = true
  }
  const lease: Lease = {
    take: (operation, bytes) => {
      const start = machine.take(operation, bytes)
      pieces.push([start, bytes])
      return start
    },
    giveBack,
  }
  abandoned.register(lease, giveBack)
  return lease
}

/** A place in memory for one array. `lease` is held so that the memory lives as long as a tensor lies in it. */
export interface Place {
  readonly address: number
  readonly lease: Lease
  /** the tensor that was handed out and lies here; it moves out before the place is used again */
  tenant: Resident | undefined
  /** the last call that reads or writes it */
  busy: number
  /** whether a fold keeps its state here between two calls */
  held: boolean
}

export const placeFor = (lease: Lease, operation: string, elements: number): Place =>
  ({ address: lease.take(operation, aligned(4 * elements)), lease, tenant: undefined, busy: 0, held: false })

/** Below so many numbers a loop is faster than the platform's copy. */
const FEW = 32

/** The numbers at an address, copied out in the kind of storage that a tensor has. */
export const copyOut = (machine: Machine, dtype: DType, address: number, elements: number): Storage => {
  const [from, to] = [address / 4, address / 4 + elements]
  if (dtype === 'float') {
    const floats = machine.floats()
    if (elements > FEW) return floats.slice(from, to)
    const few = new Float32Array(elements)
    for (let i = 0; i < elements; i++) few[i] = floats[from + i]!
    return few
  }
  const words = machine.words().slice(from, to)
  switch (dtype) {
    case 'i32': return new Int32Array(words.buffer)
    case 'u32': return words
    case 'bool': return Uint8Array.from(words, (word) => word === 0 ? 0 : 1)
  }
}

/** Copies numbers to an address; a mask becomes all ones or all zeros. */
export const copyIn = (machine: Machine, dtype: DType, address: number, numbers: Storage): void => {
  const to = address / 4
  if (dtype === 'float') {
    const floats = machine.floats()
    if (numbers.length > FEW) floats.set(numbers, to)
    else for (let i = 0; i < numbers.length; i++) floats[to + i] = numbers[i]!
  } else if (dtype === 'bool') {
    const words = machine.words()
    for (let i = 0; i < numbers.length; i++) words[to + i] = numbers[i] === 0 ? 0 : 0xffffffff
  } else machine.words().set(numbers, to)
}

/**
 * The numbers of a tensor that lies in the machine's memory. They are copied out when somebody reads them, or when the place is
 * needed for something else; so a tensor that only goes back into the engine is never copied, and none ever changes.
 */
export class Resident implements Deferred {
  readonly dtype: DType
  readonly elements: number
  readonly #machine: Machine
  #place: Place | undefined
  #copy: Storage | undefined

  constructor(machine: Machine, place: Place, dtype: DType, elements: number) {
    this.#machine = machine
    this.#place = place
    this.dtype = dtype
    this.elements = elements
    place.tenant = this
  }

  /** Where it lies, while it does. */
  place(): Place | undefined {
    return this.#place
  }

  numbers(): Storage {
    if (this.#copy === undefined && this.#place !== undefined) {
      this.#copy = copyOut(this.#machine, this.dtype, this.#place.address, this.elements)
    }
    return this.#copy!
  }

  /** Leaves its place, with a copy of its numbers. */
  moveOut(): void {
    this.numbers()
    if (this.#place !== undefined) this.#place.tenant = undefined
    this.#place = undefined
  }
}
