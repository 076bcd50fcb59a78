import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, f32, fold, initialize, key, type Shape, trainStep } from '../../../src/index.ts'
import { draw } from '../../support/draw.ts'
import { holds, seed } from '../../support/examples.ts'
import { joining } from '../../support/layers.ts'
import { losses } from '../../support/losses.ts'
import { type Example, networkOf } from '../../support/networks.ts'
import { type OptimizerRow, optimizers } from '../../support/optimizers.ts'
import { differences } from './differences.ts'
import { readyThreads, shareAll, threadNumbers, threadsReady } from './threads.ts'

let release: () => void
beforeAll(async () => { release = await threadsReady(7) })
afterAll(() => { release() })

const sizes = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(15, 16, 17, 32, 33), fc.integer({ min: 1, max: 70 }))

/** How many networks each loss is tried with, so that there are more than 400 in all. */
const RUNS = Math.ceil(420 / losses.length)

/** Networks of 1 to 6 layers on inputs of 1 to 3 axes, with any sizes from 1 to 70. */
const networks: fc.Arbitrary<Example> = fc.record({
  names: fc.array(fc.constantFrom(...joining.map(({ name }) => name)), { minLength: 1, maxLength: 6 }),
  shape: fc.oneof(
    fc.tuple(sizes), fc.tuple(sizes, sizes), fc.tuple(sizes, sizes), fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 }), sizes),
  ) as fc.Arbitrary<Shape>,
  seed,
})

/** Sums overflow and vanish with some of them, so NaN, infinities and subnormal numbers travel through whole steps. */
const spreads = fc.constantFrom(1, 1, 1, 1e30, 1e-30)

describe.each(losses)('training steps with $name: three steps and their fold have the eager bits', ({ loss, labels }) => {
  test(`${RUNS} networks`, () => {
    holds(fc.property(networks, fc.constantFrom<OptimizerRow>(...optimizers), spreads, seed, (example, { moving }, spread, from) => {
      const net = networkOf([...example.names, 'softmax'], example.shape)
      const step = trainStep(net, loss, moving)
      const first = initialize(step, key(example.seed))
      const batches = [1, 2, 3].map((i) => ({ x: f32.scale(draw(f32, from + i, example.shape), spread), labels: labels(f32, from + 3 + i, net.out) }))
      const wanted = fold(step)(first, batches)
      for (const threads of threadNumbers) {
        const compiled = compile(step, shareAll(threads))
        const folded = fold(compiled)(first, batches)
        const called = fold((state: typeof first, batch: (typeof batches)[0]) => compiled(state, batch))(first, batches)
        const found = [...differences(wanted, folded), ...differences(wanted, called)]
        compiled.dispose()
        expect(found.slice(0, 3), `${threads} threads`).toEqual([])
      }
      expect(readyThreads()).toBeGreaterThanOrEqual(7)
    }), RUNS)
  }, 300_000)
})
