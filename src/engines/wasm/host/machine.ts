import { misuse } from '../../../misuse.ts'
import {
  HEAP, JOB_CARRIES, JOB_PLAN, JOB_REGISTER_BYTES, JOB_REGISTERS, JOB_SLOTS, JOB_STREAMS, JOB_TIMES, PATIENCE, READY, WRONG_ID, WRONG_NODE,
  WRONG_PLACE,
} from '../assembly/memory-map.ts'
import { binary } from '../binary.ts'
import { mathTables } from '../math-tables.ts'
import { cores, maySleep, PAGE, platform, type WasmMemory } from '../platform.ts'
import { type Heap, heapFrom } from './heap.ts'
import type { WrongId } from './wrong-id.ts'
import { ensureWorkers, forgetWorkers } from './workers.ts'

/** One run of a plan, or several: addresses in memory. */
export interface Job {
  readonly plan: number
  readonly slots: number
  readonly registers: number
  readonly registerBytes: number
  readonly times: number
  readonly carries: number
  readonly streams: number
  /** at most so many; fewer where workers are not there yet, which changes no bit */
  readonly threads: number
}

interface Exports {
  readonly start: (threads: number) => void
  readonly stop: () => void
}

/** The virtual machine: one memory and one instance for everything that is compiled in this process. */
export interface Machine {
  /** memory as 32-bit words; not to be kept, since memory grows */
  readonly words: () => Uint32Array
  readonly floats: () => Float32Array
  readonly heap: Heap
  /** bytes that there are for everything that is compiled, at most */
  readonly capacity: number
  /** the address of so many bytes; too many are a misuse */
  readonly take: (operation: string, bytes: number) => number
  readonly run: (job: Job) => WrongId | undefined
  readonly readyThreads: () => number
  /** somebody needs workers; what it gives says that the need is over, and with the last one the workers end */
  readonly needWorkers: () => () => void
}

const bytesOfBinary = (): Uint8Array => Uint8Array.from(atob(binary), (character) => character.charCodeAt(0))

/** The same module for a memory that is not shared: a flag of the imported memory, `env.memory`. */
const unshared = (bytes: Uint8Array): Uint8Array => {
  const name = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2]
  const copy = bytes.slice()
  const at = copy.findIndex((_, i) => name.every((byte, j) => copy[i + j] === byte))
  copy[at + name.length] = 1
  return copy
}

/** Pages that memory may grow to, the most first: a platform may refuse to set so much aside. */
const MOST_PAGES = [65536, 32768, 16384, 4096]

const memoryOf = (WebAssembly: NonNullable<typeof platform.WebAssembly>, shared: boolean): readonly [WasmMemory, number] | undefined => {
  for (const maximum of MOST_PAGES) {
    try {
      return [new WebAssembly.Memory({ initial: 2, maximum, shared }), maximum]
    } catch {
      // The next smaller one, then.
    }
  }
  return undefined
}

/** Sleeps until the word at an address is another. A browser's main thread may not, and looks again instead. */
const sleepOn = (memory: WasmMemory, address: number, value: number): void => {
  if (maySleep) Atomics.wait(new Int32Array(memory.buffer), address / 4, value)
}

/** Rounds of waiting awake, of about a nanosecond: longer than a thread alone is busy in a step, where nobody needs the core. */
const PATIENT = 1_000_000
const IMPATIENT = 1_000

const start = (): Machine | undefined => {
  const { WebAssembly } = platform
  const bytes = bytesOfBinary()
  if (WebAssembly?.validate(bytes) !== true) return undefined
  const sharedMemory = typeof SharedArrayBuffer === 'function' ? memoryOf(WebAssembly, true) : undefined
  const isShared = sharedMemory !== undefined
  const [memory, maximum] = sharedMemory ?? memoryOf(WebAssembly, false) ?? [undefined, 0]
  if (memory === undefined) return undefined
  const module = new WebAssembly.Module(isShared ? bytes : unshared(bytes))
  // The module's own exports, which its sources in assembly/index.ts name.
  const exports = new WebAssembly.Instance(module, { env: { memory, sleep: (address, value) => { sleepOn(memory, address, value) } } }).exports as Exports
  let [words, floats] = [new Uint32Array(memory.buffer), new Float32Array(memory.buffer)]
  for (const { address, numbers } of mathTables) new Float64Array(memory.buffer).set(numbers, address / 8)
  // The last page is never given out, so that a read past the end of an array stays inside.
  const heap = heapFrom(HEAP, (maximum - 1) * PAGE)
  const ownCores = cores()
  const readyThreads = (): number => 1 + (Atomics.load(words, READY / 4) & 255)
  let needs = 0
  return {
    words: () => words,
    floats: () => floats,
    heap,
    capacity: (maximum - 1) * PAGE - HEAP,
    take: (operation, wanted) => {
      const address = heap.take(wanted)
      if (address === undefined) {
        return misuse(operation, `needs ${wanted} more bytes than are free in the ${maximum * PAGE} that WebAssembly can hold; ` +
          'dispose what is not used any more, or make the batch smaller')
      }
      const missing = Math.ceil((address + wanted + PAGE - memory.buffer.byteLength) / PAGE)
      if (missing > 0) {
        try {
          memory.grow(Math.min(Math.max(missing, memory.buffer.byteLength / PAGE / 4 | 0), maximum - memory.buffer.byteLength / PAGE))
        } catch {
          heap.give(address, wanted)
          return misuse(operation, `the platform refuses ${missing * PAGE} more bytes of memory`)
        }
        words = new Uint32Array(memory.buffer)
        floats = new Float32Array(memory.buffer)
      }
      return address
    },
    run: ({ plan, slots, registers, registerBytes, times, carries, streams, threads }) => {
      if (threads > 1 && isShared) ensureWorkers({ module, memory, generation: Atomics.load(words, READY / 4) >>> 8 }, threads - 1)
      words[JOB_PLAN / 4] = plan
      words[JOB_SLOTS / 4] = slots
      words[JOB_REGISTERS / 4] = registers
      words[JOB_REGISTER_BYTES / 4] = registerBytes
      words[JOB_TIMES / 4] = times
      words[PATIENCE / 4] = threads <= ownCores ? PATIENT : IMPATIENT
      words[JOB_CARRIES / 4] = carries
      words[JOB_STREAMS / 4] = streams
      exports.start(threads === 1 ? 1 : Math.min(threads, readyThreads()))
      const node = words[WRONG_NODE / 4]!
      if (node === 0) return undefined
      words[WRONG_NODE / 4] = 0
      return { node: node - 1, place: words[WRONG_PLACE / 4]!, id: words[WRONG_ID / 4]! | 0 }
    },
    readyThreads,
    needWorkers: () => {
      needs++
      return () => {
        needs--
        if (needs > 0) return
        exports.stop()
        forgetWorkers()
      }
    },
  }
}

let machine: Machine | undefined
let wasStarted = false

/** The machine of this process, made when it is first asked for; undefined where the platform has no WebAssembly with SIMD. */
export const machineOfProcess = (): Machine | undefined => {
  if (!wasStarted) machine = start()
  wasStarted = true
  return machine
}
