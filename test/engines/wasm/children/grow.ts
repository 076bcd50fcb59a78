/**
 * Steps for a long time and prints how much memory was taken meanwhile, as one line of JSON.
 *
 *     node --expose-gc --import tsx grow.ts
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { compile, fold, hashTree } from '../../../../src/index.ts'
import { machineOfProcess } from '../../../../src/engines/wasm/host/machine.ts'
import { adamStep, batch, batchesFrom, firstState } from '../steps.ts'

/** Steps of each of both measurements. */
const STEPS = 10_000

const batches = batchesFrom(0, 16)

/** Memory in use after everything that nobody can reach is gone. */
const used = async () => {
  for (let i = 0; i < 4; i++) {
    globalThis.gc!()
    await sleep(1)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heapUsed, arrayBuffers, top: machineOfProcess()!.heap.top(), memory: machineOfProcess()!.words().byteLength }
}

const first = machineOfProcess()!.heap.top()
const step = compile(adamStep)
step(firstState, batch(0))
const ofOne = machineOfProcess()!.heap.top() - first
const looped = (steps: number): string => {
  let state = firstState
  for (let i = 0; i < steps; i++) state = step(state, batches[i % 16]!)[0]
  return hashTree(state)
}
function* stream(steps: number) {
  for (let i = 0; i < steps; i++) yield batches[i % 16]!
}
const folded = (steps: number): string => hashTree(fold(step)(firstState, stream(steps))[0])

const measured = async (work: () => unknown) => {
  work()
  const before = await used()
  work()
  const after = await used()
  return Object.fromEntries(Object.entries(after).map(([name, bytes]) => [name, bytes - before[name as keyof typeof before]]))
}

/** Functions that nobody disposes, and that nobody can reach any more. */
const forgotten = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) {
    compile(adamStep)(firstState, batch(0))
    if (i % 5 === 4) await used()
  }
}
/** The state of a function that nobody can reach any more. */
const orphan = () => compile(adamStep)(firstState, batch(0))[0]

const loop = await measured(() => looped(STEPS))
const folds = await measured(() => folded(STEPS))
await forgotten(10)
const before = await used()
await forgotten(50)
const after = await used()
const kept = orphan()
await used()
await forgotten(10)
console.log(JSON.stringify({
  loop, folds,
  hashes: [looped(STEPS), folded(STEPS)],
  ofFifty: after.top - before.top,
  ofOne,
  orphan: hashTree(kept),
}))
