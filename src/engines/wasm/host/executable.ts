import { requireThat } from '../../../misuse.ts'
import { sameShape, sizeOf } from '../../../shape/size.ts'
import { HostTensor, hostTensor } from '../../../tensor/host.ts'
import type { Storage } from '../../../tensor/kernels/storage.ts'
import type { Shape, Tensor } from '../../../tensor.ts'
import type { Node } from '../../trace/graph.ts'
import type { Guard } from '../../trace/trace.ts'
import { BLOCK_BYTES } from '../assembly/codes.ts'
import { encode } from '../plan/encode.ts'
import type { Slot } from '../plan/instruction.ts'
import type { Plan } from '../plan/plan.ts'
import { argumentChecks, type Naming } from './argument-checks.ts'
import { lifeOf } from './life.ts'
import type { Machine } from './machine.ts'
import { paceOf } from './pace.ts'
import { copyIn, type Lease, leaseOn, type Place, placeFor, Resident } from './resident.ts'
import { complainOf } from './wrong-id.ts'

/** A plan in the machine's memory, ready to run. */
export interface Executable {
  readonly plan: Plan
  readonly threads: number
  readonly machine: Machine
  readonly lease: Lease
  /** runs the plan on the leaves of the arguments, and gives those of the result */
  readonly call: (given: readonly Tensor[]) => readonly Tensor[]
  /** the address of an argument's numbers: where they lie already, or where they are copied to */
  readonly argument: (index: number, x: Tensor) => number
  /** checks an argument, without copying it, and gives its numbers */
  readonly checked: (index: number, x: Tensor) => Storage
  /** a place for a result that nothing else uses in this call */
  readonly placeOfResult: (index: number) => Place
  readonly setSlot: (slot: Slot, address: number) => void
  readonly run: (times: number, carries: number, streams: number) => void
  /** a new call begins: places that it uses are marked with its number */
  readonly begin: () => void
  readonly requireAlive: () => void
  readonly dispose: () => void
}

const NOTHING = 0

/** What the threads of an executable share. */
export interface Sharing {
  readonly threads: number
  /** instructions of less work are done by one thread alone */
  readonly worthSharing: number | undefined
}

export const executableOf = (
  machine: Machine, plan: Plan, guards: readonly Guard[], { threads, worthSharing }: Sharing, { operation, nameOf }: Naming,
): Executable => {
  const { graph, arrays } = plan
  const words = encode(plan.instructions, worthSharing)
  const registerBytes = plan.registers * BLOCK_BYTES
  // Asked before anything is set aside: what cannot be run at all should not take memory first.
  const lasting = arrays.reduce((sum, { purpose, elements }) => purpose.kind === 'temporary' || purpose.kind === 'moving' ? sum : sum + 4 * elements, 0)
  const needed = words.byteLength + plan.arena.bytes + registerBytes * threads + lasting
  requireThat(needed <= machine.capacity, operation, () =>
    `needs ${needed} bytes, WebAssembly can hold ${machine.capacity}; make the batch smaller`)
  const lease = leaseOn(machine, threads > 1 ? machine.needWorkers() : undefined)
  const takeAll = () => {
    try {
      return {
        plan: lease.take(operation, words.byteLength),
        slots: lease.take(operation, 4 * arrays.length),
        // Two empty lists: what changes from one time to the next when there is only one.
        empty: lease.take(operation, 8),
        arena: lease.take(operation, plan.arena.bytes),
        registers: lease.take(operation, registerBytes * threads),
        constants: arrays.map(({ purpose }) => purpose.kind === 'constant' ? lease.take(operation, purpose.words.byteLength) : 0),
      }
    } catch (error) {
      lease.giveBack()
      throw error
    }
  }
  const at = takeAll()
  machine.words().set(words, at.plan / 4)
  machine.words()[at.empty / 4] = NOTHING

  const setSlot = (slot: Slot, address: number): void => { machine.words()[at.slots / 4 + slot] = address }
  plan.temporaries.forEach((slot, i) => { setSlot(slot, at.arena + plan.arena.offsets[i]!) })
  const argumentSlots: Slot[] = []
  arrays.forEach(({ purpose }, slot) => {
    if (purpose.kind === 'constant') {
      machine.words().set(purpose.words, at.constants[slot]! / 4)
      setSlot(slot, at.constants[slot]!)
    } else if (purpose.kind === 'argument') argumentSlots[purpose.index] = slot
  })

  const argumentNodes = graph.arguments.map(({ node }) => graph.nodes[node] as Node)
  const argumentElements = argumentNodes.map(({ shape }) => sizeOf(shape))
  const resultNodes = plan.resultSlots.map((slot) => graph.nodes[arrays[slot]!.node!] as Node)
  const resultElements = resultNodes.map(({ shape }) => sizeOf(shape))
  // What the function itself checks must be looked at, wherever it lies.
  const guarded = new Set(guards.map((guard) => guard.argument))
  const constants = new Map<number, Tensor>()
  // Where arguments are copied to, and which tensor lies there: a tensor never changes, so it need not be copied again.
  const staging: (Place | undefined)[] = argumentNodes.map(() => undefined)
  const staged: (Tensor | undefined)[] = argumentNodes.map(() => undefined)
  const rings: Place[][] = resultNodes.map(() => [])
  let calls = 0

  const { requireAlive, isAlive, end } = lifeOf(operation)

  const { requireFitting, numbersOf } = argumentChecks(graph, guards, { operation, nameOf })

  const argument = (index: number, x: Tensor): number => {
    if (staged[index] === x) return staging[index]!.address
    requireFitting(index, x)
    const source = HostTensor.sourceOf(x)
    if (source instanceof Resident && !guarded.has(index)) {
      const place = source.place()
      if (place !== undefined) {
        place.busy = calls
        return place.address
      }
    }
    const numbers = numbersOf(index, x)
    const place = staging[index] ??= placeFor(lease, operation, argumentElements[index]!)
    copyIn(machine, argumentNodes[index]!.dtype, place.address, numbers)
    staged[index] = x
    return place.address
  }

  const placeOfResult = (index: number): Place => {
    const ring = rings[index]!
    const usable = (place: Place): boolean => place.busy !== calls && !place.held
    const free = ring.find((place) => usable(place) && place.tenant === undefined) ?? ring.find(usable)
    // Two places are enough for a step that is called again and again: one that it reads and one that it writes.
    if (free === undefined || (free.tenant !== undefined && ring.length < 2)) {
      const place = placeFor(lease, operation, resultElements[index]!)
      ring.push(place)
      place.busy = calls
      return place
    }
    free.tenant?.moveOut()
    free.busy = calls
    return free
  }

  const pace = paceOf(threads)
  const run = (times: number, carries: number, streams: number): void => {
    const [by, start] = [pace.next(), performance.now()]
    const wrong = machine.run({
      plan: at.plan, slots: at.slots, registers: at.registers, registerBytes, times,
      carries: carries === NOTHING ? at.empty : carries, streams: streams === NOTHING ? at.empty : streams, threads: by,
    })
    pace.took(by, (performance.now() - start) / times)
    if (wrong !== undefined) complainOf(graph, wrong)
  }

  return {
    plan,
    threads,
    machine,
    lease,
    argument,
    checked: (index, x) => {
      requireFitting(index, x)
      return numbersOf(index, x)
    },
    placeOfResult,
    setSlot,
    run,
    begin: () => {
      requireAlive()
      calls++
    },
    requireAlive,
    call: (given) => {
      requireAlive()
      calls++
      for (let index = 0; index < given.length; index++) setSlot(argumentSlots[index]!, argument(index, given[index]!))
      const places: Place[] = []
      for (let index = 0; index < resultNodes.length; index++) {
        const place = placeOfResult(index)
        places.push(place)
        setSlot(plan.resultSlots[index]!, place.address)
      }
      run(1, NOTHING, NOTHING)
      const sources = places.map((place, index) => new Resident(machine, place, resultNodes[index]!.dtype, resultElements[index]!))
      return plan.results.map((result, i): Tensor => {
        const { shape, dtype } = graph.nodes[graph.results[i]!.node] as Node
        if (result.from === 'result') return hostTensor(shape, dtype, sources[result.index]!)
        if (result.from === 'argument') return reshaped(given[result.index]!, shape)
        const { numbers } = graph.nodes[result.node] as Node
        const constant = constants.get(i) ?? hostTensor(shape, dtype, numbers!)
        constants.set(i, constant)
        return constant
      })
    },
    dispose: () => {
      if (!isAlive()) return
      end()
      for (const ring of rings) for (const place of ring) place.tenant?.moveOut()
      lease.giveBack()
    },
  }
}

/** The same numbers under another shape; the same tensor where it is the same shape. */
const reshaped = (x: Tensor, shape: Shape): Tensor =>
  sameShape(x.shape, shape) ? x : hostTensor(shape, x.dtype, HostTensor.sourceOf(x)!)
