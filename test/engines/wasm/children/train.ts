/**
 * Trains in a process of its own, on a platform that lacks something, and prints what happened as one line of JSON.
 *
 *     node --import tsx train.ts <what is lacking, or "nothing"> <threads>
 */
import { platform } from '../../../../src/engines/wasm/platform.ts'

const lacks: Readonly<Record<string, () => void>> = {
  'nothing': () => undefined,
  'shared memory': () => { Reflect.deleteProperty(globalThis, 'SharedArrayBuffer') },
  'SIMD': () => { Reflect.set(platform.WebAssembly!, 'validate', () => false) },
  'WebAssembly': () => { Reflect.deleteProperty(globalThis, 'WebAssembly') },
  'workers': () => {
    Reflect.set(process.getBuiltinModule('node:worker_threads'), 'Worker', function Worker() {
      throw new Error('there are no more threads')
    })
  },
  'workers that live': () => {
    const threads = process.getBuiltinModule('node:worker_threads')
    const Worker = threads.Worker
    Reflect.set(threads, 'Worker', class extends Worker {
      constructor() {
        super('throw new Error("no memory for a thread")', { eval: true })
      }
    })
  },
}

const [, , lacking = 'nothing', asked = '2'] = process.argv
const warnings: string[] = []
process.on('warning', ({ message }) => { warnings.push(message) })
lacks[lacking]!()

// Only now, so that the library meets the platform as it has become.
const { compile, fold, hashTree } = await import('../../../../src/index.ts')
const { machineOfProcess } = await import('../../../../src/engines/wasm/host/machine.ts')
const { adamStep, batchesFrom, firstState } = await import('../steps.ts')
const { setTimeout: sleep } = await import('node:timers/promises')

const threads = Number(asked)
const step = compile(adamStep, { threads, worthSharing: 0 })
const ready = (): number => machineOfProcess()?.readyThreads() ?? 1
const [first] = step(firstState, batchesFrom(0, 1)[0]!)
if (lacking === 'nothing') while (ready() < threads) await sleep(5)
const [middle] = fold(step)(first, batchesFrom(1, 25))
// A worker that fails says so when the machine has time for it.
if (lacking === 'workers that live') while (warnings.length === 0) await sleep(5)
const [last] = fold(step)(middle, batchesFrom(26, 24))
await sleep(0)
console.log(JSON.stringify({ hash: hashTree(last), machine: machineOfProcess() !== undefined, threads: step.threads(), ready: ready(), warnings }))
