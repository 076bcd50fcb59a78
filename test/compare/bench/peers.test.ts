import { describe, expect, it, type TestContext } from 'vitest'
import { Either } from '../../../src/fp.ts'
import { disagreement, type Probe, probe } from '../../../compare/bench/agreement.ts'
import { peers, pullback } from '../../../compare/bench/peers/index.ts'
import type { OpenPeer, Peer } from '../../../compare/bench/peer.ts'
import { type Task, tasks } from '../../../compare/bench/task.ts'

/** Rows that even plain JavaScript does in seconds. */
const quick: readonly Task[] = tasks.filter(({ name }) => !/^784-512|matmul (256|512)|^(LeNet|LSTM|transformer).*adam/.test(name))

/** Networks that a peer has no part in: JAX has none of them yet, and tfjs-wasm no gradient of a convolution's kernel. */
const without: Readonly<Record<string, RegExp>> = { 'jax': /^(LeNet|LSTM|transformer)/, 'tfjs-wasm': /^LeNet/ }
const takesPart = (peer: string, task: string): boolean => without[peer]?.test(task) !== true

const required = (name: string): boolean =>
  !['jax', 'tfjs-node'].includes(name) || (name === 'tfjs-node' && process.env['PULLBACK_REQUIRE_TFJS_NODE'] === '1')

const opened = async ({ name, open }: Peer, context?: TestContext): Promise<OpenPeer> => {
  const found = await open()
  if (Either.isRight(found)) return found.right
  if (context === undefined || required(name)) throw new Error(`${name} must be available: ${found.left}`)
  console.warn(`\nNOT CHECKED: the benchmark's ${name}: ${found.left}\n`)
  return context.skip(`${name} is not here: ${found.left}`)
}

const probes = async (peer: OpenPeer): Promise<ReadonlyMap<string, Probe>> => {
  const found = new Map<string, Probe>()
  for (const task of quick) {
    const bench = await peer.prepare(task)
    if (bench === undefined) continue
    if (!takesPart(peer.name, task.name)) {
      await expect(probe(bench)).rejects.toThrow("Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'")
      await bench.dispose()
      continue
    }
    found.set(task.name, await probe(bench))
    await bench.restart()
    expect(await bench.step(1), `${task.name}, after a restart`).toBe(found.get(task.name)?.first)
    await bench.dispose()
  }
  return found
}

const eager = pullback.find(({ name }) => name === 'pullback eager')!
const right = probes(await opened(eager))

describe('every peer trains the same network: the losses of the first and the fourth step agree', () => {
  it.for(peers().filter((peer) => peer.name !== eager.name))('$name', { timeout: 300_000 }, async (peer, context) => {
    const [open, reference] = [await opened(peer, context), await right]
    const found = await probes(open)
    await open.close()
    const complaints = [...found].flatMap(([name, one]) => disagreement(tasks.find((task) => task.name === name)!, one, reference.get(name)!) ?? [])
    expect(complaints).toEqual([])
    expect([...found.keys()].filter((name) => !name.startsWith('matmul')))
      .toEqual(quick.map(({ name }) => name).filter((name) => !name.startsWith('matmul') && takesPart(peer.name, name)))
  })

  it('training changes the loss by more than the bound, so that a peer that does not train is seen', async () => {
    for (const [name, { first, fourth }] of await right) {
      const task = tasks.find((one) => one.name === name)!
      if (task.kind === 'training') expect(disagreement(task, { first, fourth: first }, { first, fourth }), name).toBeDefined()
    }
  })
})
