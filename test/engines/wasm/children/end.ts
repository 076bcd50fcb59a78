/**
 * Works with two threads and ends in one of several ways.
 *
 *     node --expose-gc --import tsx end.ts <way>
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

const [, , way = 'by itself'] = process.argv
const seen = { started: 0, ended: 0 }
Reflect.set(process.getBuiltinModule('node:worker_threads'), 'Worker', class extends Worker {
  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given)
    seen.started++
    this.on('exit', () => { seen.ended++ })
  }
})

const { compile, hashTree } = await import('../../../../src/index.ts')
const { machineOfProcess } = await import('../../../../src/engines/wasm/host/machine.ts')
const { adamStep, batch, firstState } = await import('../steps.ts')

const ready = (): number => machineOfProcess()!.readyThreads()
const untilReady = async (threads: number): Promise<void> => {
  while (ready() < threads) await sleep(5)
}
/** Comes back when every worker that was started is gone. */
const untilAllEnded = async (): Promise<void> => {
  while (seen.ended < seen.started) {
    globalThis.gc?.()
    await sleep(5)
  }
}
const compiled = () => compile(adamStep, { threads: 2, worthSharing: 0 })
/** One that stays reachable, so that its workers would too. */
const kept = () => {
  const step = compiled()
  Reflect.set(globalThis, 'kept', step)
  return step
}
const hashOf = (step: typeof adamStep): string => hashTree(step(step(firstState, batch(0))[0], batch(1)))

const ways: Readonly<Record<string, () => Promise<void>>> = {
  'by itself': async () => {
    const step = kept()
    hashOf(step)
    await untilReady(2)
    console.log(hashOf(step))
  },
  'before the workers have come': async () => { console.log(hashOf(kept())) },
  'by exit': async () => {
    const step = kept()
    hashOf(step)
    await untilReady(2)
    console.log(hashOf(step))
    process.exit(3)
  },
  'by an error': async () => {
    const step = kept()
    hashOf(step)
    await untilReady(2)
    console.log(hashOf(step))
    setImmediate(() => { throw new Error('nobody catches this') })
  },
  'after dispose': async () => {
    const [one, other] = [compiled(), compiled()]
    hashOf(one)
    await untilReady(2)
    one.dispose()
    const between = hashOf(other)
    await sleep(50)
    const whileOneLives = { ended: seen.ended, ready: ready() }
    other.dispose()
    other.dispose()
    const readyAfterwards = ready()
    await untilAllEnded()
    const again = compiled()
    const alone = hashOf(again)
    await untilReady(2)
    console.log(JSON.stringify({ whileOneLives, readyAfterwards, hashes: [between, alone, hashOf(again)], ...seen }))
  },
  'after many disposals, some before the workers have come': async () => {
    const hashes = new Set<string>()
    for (let i = 0; i < 30; i++) {
      const step = compiled()
      hashes.add(hashOf(step))
      if (i % 3 === 1) await untilReady(2)
      if (i % 3 === 2) await sleep(i)
      hashes.add(hashOf(step))
      step.dispose()
    }
    await untilAllEnded()
    console.log(JSON.stringify({ hashes: [...hashes], ready: ready() }))
  },
  'after the function was forgotten': async () => {
    await (async () => {
      const step = compiled()
      hashOf(step)
      await untilReady(2)
    })()
    await untilAllEnded()
    console.log(JSON.stringify({ ready: ready(), ...seen }))
  },
}
await ways[way]!()
