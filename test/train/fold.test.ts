import { describe, expect, test } from 'vitest'
import { dense, f32, fold, hashTree, initialize, input, key, meanSquaredError, pipe, sgd, trainStep } from '../../src/index.ts'
import { draw } from '../support/draw.ts'

const step = trainStep(pipe(input([2, 3]), dense(2)), meanSquaredError, sgd({ learningRate: 0.1 }))
const first = initialize(step, key(5))
const batches = [1, 2, 3].map((seed) => ({ x: draw(f32, seed, [2, 3]), labels: draw(f32, seed + 10, [2, 2]) }))

describe('fold: a step over many batches', () => {
  test('is the steps one after another, to the bit', () => {
    const [a, m1] = step(first, batches[0]!)
    const [b, m2] = step(a, batches[1]!)
    const [c, m3] = step(b, batches[2]!)
    const [last, metrics] = fold(step)(first, batches)
    expect(hashTree(last)).toBe(hashTree(c))
    expect(metrics.map(hashTree)).toEqual([m1, m2, m3].map(hashTree))
  })

  test('no batch: the state itself, and nothing reported', () => {
    const [last, metrics] = fold(step)(first, [])
    expect(last).toBe(first)
    expect(metrics).toEqual([])
  })

  test('a stream is taken one batch at a time, and only once', () => {
    const events: string[] = []
    function* stream() {
      for (const [i, batch] of batches.entries()) {
        events.push(`batch ${String(i)}`)
        yield batch
      }
    }
    const watched = fold((state: typeof first, batch: (typeof batches)[0]) => {
      events.push('step')
      return step(state, batch)
    })
    const [last] = watched(first, stream())
    expect(events).toEqual(['batch 0', 'step', 'batch 1', 'step', 'batch 2', 'step'])
    expect(hashTree(last)).toBe(hashTree(fold(step)(first, batches)[0]))
  })
})
