import { describe, expect, it } from 'vitest'
import { disagreement, probe } from '../../../compare/bench/agreement.ts'
import { fieldOf } from '../../../compare/bench/contestants.ts'
import { measure } from '../../../compare/bench/measure.ts'
import type { Bench, OpenPeer } from '../../../compare/bench/peer.ts'
import { tasksNamed } from '../../../compare/bench/task.ts'

const [task] = tasksNamed(['2-2-2, batch 1, sgd'])
if (task === undefined) throw new Error('there is no such row')

/** A bench whose losses are 1, 1/2, 1/3, … and whose steps take so long; it writes down what is asked of it. */
const fake = (name: string, heard: string[], milliseconds = 0, lossOf = (step: number): number => 1 / step): Bench => {
  let steps = 0
  return {
    restart: () => { steps = 0; heard.push(`${name} restarts`) },
    step: async (count) => {
      steps += count
      heard.push(`${name} takes ${String(count)}`)
      if (milliseconds > 0) await new Promise((resolve) => { setTimeout(resolve, milliseconds * count) })
      return lossOf(steps)
    },
    dispose: () => { heard.push(`${name} ends`) },
  }
}

const peer = (name: string, heard: string[], lossOf?: (step: number) => number): OpenPeer =>
  ({ name, version: '1', prepare: async () => fake(name, heard, 0, lossOf), close: () => undefined })

describe('rounds', () => {
  it('everybody has a sample of every round, and begins each from the first weights', async () => {
    const heard: string[] = []
    const timed = await measure([{ name: 'a', bench: fake('a', heard) }, { name: 'b', bench: fake('b', heard) }], { rounds: 4, milliseconds: 1 })
    expect(timed.map(({ name, samples }) => [name, samples.map(({ round }) => round)])).toEqual([['a', [0, 1, 2, 3]], ['b', [0, 1, 2, 3]]])
    // The last eight turns are the rounds: a b, b a, a b, b a.
    const turns = heard.filter((word) => word.endsWith('restarts')).slice(-8).map((word) => word.slice(0, 1))
    expect(turns.join('')).toBe('abbaabba')
    expect(timed.every(({ steps, samples }) => steps >= 1 && samples.every(({ milliseconds }) => milliseconds >= 0))).toBe(true)
  })

  it('who is slow takes fewer of them, evenly apart, and at least three', async () => {
    const timed = await measure([{ name: 'slow', bench: fake('slow', [], 40) }, { name: 'fast', bench: fake('fast', []) }], { rounds: 9, milliseconds: 1 })
    expect(timed.map(({ samples }) => samples.map(({ round }) => round))).toEqual([[2, 5, 8], [0, 1, 2, 3, 4, 5, 6, 7, 8]])
    expect(timed[0]?.steps).toBe(1)
  })
})

describe('nobody is timed who computes something else', () => {
  it('a peer that comes to other losses is told with both', async () => {
    const heard: string[] = []
    const { contestants, failures } = await fieldOf(task, peer('right', heard), [peer('same', heard), peer('other', heard, (step) => 1 / (step + 1))])
    expect(contestants.map(({ name }) => name)).toEqual(['same'])
    expect(failures).toEqual([{ name: 'other', reason: 'it does not do the same: 0.5 then 0.2 after three more steps, where 1 then 0.25 is right' }])
    expect(heard.filter((word) => word.endsWith('ends'))).toEqual(['right ends', 'other ends'])
  })

  it('one that does not train, trains one step less, or gives NaN does not agree', async () => {
    const reference = await probe(fake('', []))
    expect(disagreement(task, await probe(fake('', [], 0, () => 1)), reference)).toMatch(/^it does not do the same/)
    expect(disagreement(task, await probe(fake('', [], 0, (step) => 1 / Math.max(1, step - 1))), reference)).toMatch(/^it does not do the same/)
    expect(disagreement(task, { first: 1, fourth: NaN }, reference)).toMatch(/^it does not do the same/)
    expect(disagreement(task, await probe(fake('', [], 0, (step) => (1 + 2e-6) / step)), reference)).toBeUndefined()
  })

  it('one that throws is told with its reason, and one without a part in the task is left out', async () => {
    const failing: OpenPeer = { ...peer('failing', []), prepare: () => Promise.reject(new Error('out of memory')) }
    const without: OpenPeer = { ...peer('without', []), prepare: async () => undefined }
    expect(await fieldOf(task, peer('right', []), [failing, without])).toEqual({ contestants: [], failures: [{ name: 'failing', reason: 'out of memory' }] })
  })
})
