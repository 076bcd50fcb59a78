import type { Node } from '../../trace/graph.ts'
import { sizeOf } from '../../../shape/size.ts'
import { hostTensor } from '../../../tensor/host.ts'
import type { Storage } from '../../../tensor/kernels/storage.ts'
import type { Tensor } from '../../../tensor.ts'
import { aligned } from '../plan/kernels/arena.ts'
import type { Executable } from './executable.ts'
import { copyIn, copyOut, type Place, Resident } from './resident.ts'

/** Bytes of batches that are handed over at once, at most, and how many batches. */
const CHUNK_BYTES = 8 * 2 ** 20
const CHUNK_BATCHES = 256

/** A leaf of the state: the argument that it goes in as, and the result that it comes out as; none where it stays as it is. */
export interface Carried {
  readonly argument: number
  readonly result: number | undefined
}

/** Which leaves go round, which come new with each batch, and which are reported at each step. */
export interface FoldForm {
  /** in the order in which the function gives them */
  readonly state: readonly Carried[]
  readonly batch: readonly number[]
  /** leaves of the result that are arrays of their own, by their place in the list of results */
  readonly reports: readonly Reported[]
}

/** A leaf that is reported at each step: its array, and the node whose shape it has. */
export interface Reported {
  readonly result: number
  readonly node: number
}

/** What a fold gives: the leaves of the last state, and of every report. */
export interface Folded {
  readonly state: readonly Tensor[]
  readonly reports: readonly (readonly Tensor[])[]
}

/**
 * Runs a plan once for every batch, handing over a whole chunk of batches at a time. `state` gives the leaves of the first
 * state, `batches` the leaves of one batch after another.
 */
export type Fold = (state: readonly Tensor[], batches: Iterable<readonly Tensor[]>) => Folded

export const foldOf = (executable: Executable, operation: string, { state: carried, batch, reports }: FoldForm): Fold => {
  const { plan: { graph, arrays, resultSlots }, machine, lease } = executable
  const argumentSlots = graph.arguments.map((_, index) => arrays.findIndex(({ purpose }) => purpose.kind === 'argument' && purpose.index === index))
  const batchNodes = batch.map((index) => graph.nodes[graph.arguments[index]!.node] as Node)
  const batchBytes = batchNodes.map(({ shape }) => aligned(4 * sizeOf(shape)))
  const reportNodes = reports.map(({ node }) => graph.nodes[node] as Node)
  const reportBytes = reportNodes.map(({ shape }) => aligned(4 * sizeOf(shape)))
  const bytes = [...batchBytes, ...reportBytes].reduce((sum, size) => sum + size, 0)
  const most = Math.max(1, Math.min(CHUNK_BATCHES, Math.floor(CHUNK_BYTES / Math.max(bytes, 1))))
  const round = carried.filter((leaf): leaf is Carried & { readonly result: number } => leaf.result !== undefined)
  let room: { readonly batches: readonly number[]; readonly reports: readonly number[]; readonly carries: number; readonly streams: number } | undefined

  const makeRoom = () => ({
    batches: batchBytes.map((size) => lease.take(operation, size * most)),
    reports: reportBytes.map((size) => lease.take(operation, size * most)),
    carries: lease.take(operation, 4 + 12 * round.length),
    streams: lease.take(operation, 4 + 8 * (batch.length + reports.length)),
  })

  return (state, batches) => {
    executable.requireAlive()
    // The places where the state goes round; nothing else may take them before the fold is over, also not a call of the same
    // function while the next batches are made.
    const taken: Place[] = []
    let [out, spare]: [Place[], Place[]] = [[], []]
    const given: Tensor[][] = []
    let steps = 0

    /** Runs the plan on some batches: from here to the end nobody else comes to word. */
    const runChunk = (chunk: readonly (readonly Storage[])[]): void => {
      executable.begin()
      const here = room ??= makeRoom()
      carried.forEach(({ argument, result }) => {
        if (steps === 0 || result === undefined) executable.setSlot(argumentSlots[argument]!, executable.argument(argument, state[argument]!))
      })
      if (steps === 0) {
        const place = ({ result }: { readonly result: number }): Place => {
          const free = executable.placeOfResult(result)
          free.held = true
          taken.push(free)
          return free
        }
        // Two places for each leaf that goes round, neither of them the one where the first state lies.
        out = round.map(place)
        spare = round.map(place)
      } else {
        round.forEach(({ argument }, i) => { executable.setSlot(argumentSlots[argument]!, out[i]!.address) })
        ;[out, spare] = [spare, out]
      }
      round.forEach(({ result }, i) => { executable.setSlot(resultSlots[result]!, out[i]!.address) })
      batch.forEach((index, i) => {
        executable.setSlot(argumentSlots[index]!, here.batches[i]!)
        chunk.forEach((numbers, step) => { copyIn(machine, batchNodes[i]!.dtype, here.batches[i]! + step * batchBytes[i]!, numbers[i]!) })
      })
      reports.forEach(({ result }, i) => { executable.setSlot(resultSlots[result]!, here.reports[i]!) })
      const streams = [
        ...batch.map((index, i) => [argumentSlots[index]!, batchBytes[i]!]),
        ...reports.map(({ result }, i) => [resultSlots[result]!, reportBytes[i]!]),
      ]
      machine.words().set([streams.length, ...streams.flat()], here.streams / 4)
      machine.words().set(
        [round.length, ...round.flatMap(({ argument, result }, i) => [argumentSlots[argument]!, resultSlots[result]!, spare[i]!.address])],
        here.carries / 4)
      executable.run(chunk.length, here.carries, here.streams)
      // After an even number of runs the last one wrote into the spare place.
      if (chunk.length % 2 === 0) [out, spare] = [spare, out]
      steps += chunk.length
      chunk.forEach((_, step) => {
        given.push(reportNodes.map(({ shape, dtype }, i) =>
          hostTensor(shape, dtype, copyOut(machine, dtype, here.reports[i]! + step * reportBytes[i]!, sizeOf(shape)))))
      })
    }

    try {
      let waiting: (readonly Storage[])[] = []
      for (const leaves of batches) {
        waiting.push(batch.map((index, i) => executable.checked(index, leaves[i]!)))
        if (waiting.length === most) {
          runChunk(waiting)
          waiting = []
        }
      }
      if (waiting.length > 0) runChunk(waiting)
    } finally {
      for (const place of taken) place.held = false
    }
    executable.requireAlive()
    const last = new Map(round.map(({ argument }, i) => {
      const { shape, dtype } = graph.nodes[graph.arguments[argument]!.node] as Node
      return [argument, steps === 0 ? undefined : hostTensor(shape, dtype, new Resident(machine, out[i]!, dtype, sizeOf(shape)))] as const
    }))
    return { state: carried.map(({ argument }) => last.get(argument) ?? state[argument]!), reports: given }
  }
}
