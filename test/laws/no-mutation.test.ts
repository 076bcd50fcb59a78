import { describe, expect, test } from 'vitest'
import { dense, f32, fold, hashTree, initialize, input, key, pipe, relu, residual, softmaxCrossEntropy, tanh, trainStep } from '../../src/index.ts'
import { draw, drawProbabilities } from '../support/draw.ts'
import { optimizers } from '../support/optimizers.ts'

const STEPS = 100

const net = pipe(input([6, 5]), dense(7), tanh, residual((x) => pipe(x, dense(7), relu)), dense(3))

const batches = Array.from({ length: STEPS }, (_, i) => ({
  x: draw(f32, 1000 + i, [6, 5]), labels: drawProbabilities(f32, 2000 + i, [6, 3]),
}))

describe('no state changes once it was handed out', () => {
  test.each(optimizers)(`${String(STEPS)} steps with $name: every state keeps its hash, and a step from it can be taken again`, ({ moving }) => {
    const step = trainStep(net, softmaxCrossEntropy, moving)
    const states = [initialize(step, key(7))]
    for (const batch of batches) states.push(step(states[states.length - 1] as (typeof states)[0], batch)[0])
    const hashes = states.map(hashTree)
    const inputs = batches.map(hashTree)
    expect(new Set(hashes).size).toBe(STEPS + 1)

    const replayed = states.slice(0, -1).map((state, i) => hashTree(step(state, batches[i] as (typeof batches)[0])[0]))
    expect(replayed).toEqual(hashes.slice(1))
    expect(states.map(hashTree)).toEqual(hashes)
    expect(batches.map(hashTree)).toEqual(inputs)
  })

  test.each(optimizers)('a run of $name that stops and resumes equals the uninterrupted one, wherever it stops', ({ moving }) => {
    const step = trainStep(net, softmaxCrossEntropy, moving)
    const first = initialize(step, key(8))
    const [last, metrics] = fold(step)(first, batches.slice(0, 20))
    for (const stop of [0, 1, 7, 19, 20]) {
      const [middle, before] = fold(step)(first, batches.slice(0, stop))
      const [end, after] = fold(step)(middle, batches.slice(stop, 20))
      expect(hashTree(end)).toBe(hashTree(last))
      expect([...before, ...after].map(hashTree)).toEqual(metrics.map(hashTree))
    }
  })
})
