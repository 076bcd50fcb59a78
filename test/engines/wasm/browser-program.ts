/**
 * What runs in a browser's page, and in Node to know what it must give: 50 steps, compiled, and eager. The page shows what it
 * found as text.
 */
import { adam, compile, dense, fold, hashTree, initialize, input, key, normal, f32, pipe, relu, softmaxCrossEntropy, trainStep, type Some } from '../../../src/index.ts'
import { machineOfProcess } from '../../../src/engines/wasm/host/machine.ts'

/** What a page found. */
export interface Found {
  readonly isolated: boolean
  readonly threads: number
  readonly ready: number
  readonly eager: string
  readonly compiled: readonly string[]
}

const step = trainStep(pipe(input([16, 20]), dense(33), relu, dense(10)), softmaxCrossEntropy, adam({ learningRate: 0.01 }))
const labels = f32.pad(f32.fill([16, 1], 1), { start: [0, 3] }, [16, 10])
const batches = Array.from({ length: 50 }, (_, i) => ({ x: normal(f32, key(i), [16, 20]) as Some, labels: labels as Some }))

/** Trains, and waits for workers where the page may have them. */
export const train = async (isolated: boolean): Promise<Found> => {
  const first = initialize(step, key(7))
  const threads = isolated ? 2 : 1
  const compiled = compile(step, { threads: 2, worthSharing: 0 })
  compiled(first, batches[0]!)
  const ready = (): number => machineOfProcess()?.readyThreads() ?? 0
  while (ready() < threads) await new Promise((resolve) => { setTimeout(resolve, 5) })
  const called = batches.reduce((state, batch) => compiled(state, batch)[0], first)
  const hashes = [hashTree(fold(compiled)(first, batches)[0]), hashTree(called)]
  const found = { isolated, threads: compiled.threads(), ready: ready(), eager: hashTree(fold(step)(first, batches)[0]), compiled: hashes }
  compiled.dispose()
  return found
}
