import { platform, warn, type WasmMemory } from '../platform.ts'

/** What a worker is given: the compiled module and the memory that all threads share. */
interface Shared {
  readonly module: object
  readonly memory: WasmMemory
  /** workers that come after their generation is over end at once */
  readonly generation: number
}

// A view of the first page is enough to sleep on.
const SERVE = `
  const words = new Int32Array(memory.buffer)
  const sleep = (address, value) => { Atomics.wait(words, address / 4, value) }
  new WebAssembly.Instance(module, { env: { memory, sleep } }).exports.serve(generation)`
const NODE_CODE = `const { module: code, memory, generation } = require('node:worker_threads').workerData; { const module = code; ${SERVE} }`
const WEB_CODE = `onmessage = ({ data: { module, memory, generation } }) => { ${SERVE}; close() }`

/** Starts one worker, which counts itself as ready when it is; it does not keep the process alive. */
const startWorker = (shared: Shared, failed: (reason: string) => void): void => {
  const node = platform.process?.getBuiltinModule?.('node:worker_threads')
  if (node !== undefined) {
    const worker = new node.Worker(NODE_CODE, { eval: true, workerData: shared, name: 'pullback' })
    worker.on('error', (error) => { failed(error.message) })
    worker.unref()
  } else if (platform.Worker !== undefined && platform.Blob !== undefined) {
    const worker = new platform.Worker(platform.URL.createObjectURL(new platform.Blob([WEB_CODE], { type: 'text/javascript' })))
    worker.addEventListener('error', () => { failed('an error in the worker') })
    worker.addEventListener('messageerror', () => { failed('the memory cannot be sent to it') })
    worker.postMessage(shared)
  } else failed('this platform has no workers')
}

let started = 0
let broken = false

/** Sees to it that `count` workers were started. One that cannot start is said once; the bits do not depend on it. */
export const ensureWorkers = (shared: Shared, count: number): void => {
  const failed = (reason: string): void => {
    if (!broken) warn(`pullback: a worker thread could not start (${reason}); the compiled engine goes on with fewer, the results are the same`)
    broken = true
  }
  while (started < count && !broken) {
    started++
    try {
      startWorker(shared, failed)
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error))
    }
  }
}

/** Forgets workers whose generation is over. */
export const forgetWorkers = (): void => {
  started = 0
}
