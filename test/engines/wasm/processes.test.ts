import { describe, expect, test } from 'vitest'
import { fold, hashTree } from '../../../src/index.ts'
import { child, printed } from './child.ts'
import { adamStep, batch, batchesFrom, firstState } from './steps.ts'

// Whether a process hangs shows in the time that a test may take; no test asserts how long anything takes.
const patient = { timeout: 300_000 }

interface Trained {
  readonly hash: string
  readonly machine: boolean
  readonly threads: number
  readonly ready: number
  readonly warnings: readonly string[]
}

const eager = hashTree(fold(adamStep)(firstState, batchesFrom(0, 50))[0])
const twoSteps = hashTree(adamStep(adamStep(firstState, batch(0))[0], batch(1)))
const started = (reason: string): string => `pullback: a worker thread could not start (${reason}); the compiled engine goes on with fewer, the results are the same`

describe('the same bits on a platform that lacks', patient, () => {
  test.each<readonly [string, Omit<Trained, 'hash'>]>([
    ['nothing', { machine: true, threads: 3, ready: 3, warnings: [] }],
    ['shared memory', { machine: true, threads: 3, ready: 1, warnings: [] }],
    ['SIMD', { machine: false, threads: 1, ready: 1, warnings: [] }],
    ['WebAssembly', { machine: false, threads: 1, ready: 1, warnings: [] }],
    ['workers', { machine: true, threads: 3, ready: 1, warnings: [started('there are no more threads')] }],
    ['workers that live', { machine: true, threads: 3, ready: 1, warnings: [started('no memory for a thread')] }],
  ])('%s', async (lacking, wanted) => {
    expect(await printed<Trained>('train', lacking, '3')).toEqual({ hash: eager, ...wanted })
  })
})

describe('a process with two threads ends', patient, () => {
  test.each([
    ['by itself', 0, ''],
    ['before the workers have come', 0, ''],
    ['by exit', 3, ''],
    ['by an error', 1, 'nobody catches this'],
  ])('%s', async (way, code, err) => {
    const ended = await child('end', way)
    expect(ended).toMatchObject({ code, out: `${twoSteps}\n` })
    expect(ended.err).toContain(err)
  })
})

describe('workers end', patient, () => {
  test('when the last function with threads is disposed; the next one has new ones', async () => {
    expect(await printed('end', 'after dispose')).toEqual({
      whileOneLives: { ended: 0, ready: 2 }, readyAfterwards: 1, hashes: [twoSteps, twoSteps, twoSteps], started: 2, ended: 1,
    })
  })

  test('also those that have not come yet', async () => {
    expect(await printed('end', 'after many disposals, some before the workers have come')).toEqual({ hashes: [twoSteps], ready: 1 })
  })

  test('when the function is forgotten', async () => {
    expect(await printed('end', 'after the function was forgotten')).toEqual({ ready: 1, started: 1, ended: 1 })
  })
})

describe('memory', patient, () => {
  test('ten thousand steps, called or folded, keep none; a function that nobody reaches gives its own back', async () => {
    interface Grown {
      readonly heapUsed: number
      readonly arrayBuffers: number
      readonly top: number
      readonly memory: number
    }
    const { loop, folds, hashes, ofFifty, ofOne, orphan } = await printed<{
      readonly loop: Grown; readonly folds: Grown; readonly hashes: readonly string[]; readonly ofFifty: number; readonly ofOne: number; readonly orphan: string
    }>('grow')
    // A step hands out more than ten tensors. One of them kept at each of 10,000 steps, with its shape shared, is an object of
    // three fields, its header and what it refers to: 64 bytes at the very least, 640,000 in all.
    const keepingOneTensor = 10_000 * 64
    for (const grown of [loop, folds]) {
      expect(grown).toMatchObject({ top: 0, memory: 0 })
      expect(grown.heapUsed).toBeLessThan(keepingOneTensor)
      expect(grown.arrayBuffers).toBeLessThan(keepingOneTensor)
    }
    // Of fifty functions that were forgotten, the last few may still be there.
    expect(ofFifty).toBeLessThan(50 * ofOne / 2)
    expect(orphan).toBe(hashTree(adamStep(firstState, batch(0))[0]))
    expect(hashes[1]).toBe(hashes[0])
  })

  test('a function that the platform has no memory for is refused, and others go on', async () => {
    const { messages, small, hash } = await printed<{ readonly messages: readonly string[]; readonly small: number; readonly hash: string }>('refuse-memory')
    for (const message of messages) expect(message).toMatch(/^Misuse: compiled function: the platform refuses \d+ more bytes of memory$/)
    expect(small).toBe(8)
    expect(hash).toBe(hashTree(adamStep(firstState, batch(0))))
  })
})
