import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldIn, hashTree, initialize, key, trainStep } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds, precisions } from '../support/examples.ts'
import { layers } from '../support/layers.ts'
import { losses } from '../support/losses.ts'
import { alone, type Example, networkOf, networks } from '../support/networks.ts'
import { engines } from '../support/numbers.ts'
import { optimizers } from '../support/optimizers.ts'
import { cotangent, passOf } from '../support/pass.ts'

/** Everything that goes into a forward and a backward pass has the same bits afterwards, and gives the same bits again. */
const isPure = (example: Example): void => {
  for (const precision of precisions) {
    const ops = engines[precision]
    const [pass, again] = [passOf(ops, example), passOf(ops, example)]
    const dy = cotangent(ops, pass, example.seed + 2)
    const before = hashTree({ params: pass.params, x: pass.x, dy })
    const gradient = hashTree(pass.back(dy))
    expect(hashTree({ params: pass.params, x: pass.x, dy })).toBe(before)
    expect(hashTree(again.y)).toBe(hashTree(pass.y))
    expect(hashTree(again.back(dy))).toBe(gradient)
  }
}

describe('purity: inputs unchanged, same arguments, same bits', () => {
  test.each(layers)('$name', (row) => {
    holds(fc.property(alone(row), isPure), 30)
  })

  test('any network', () => {
    holds(fc.property(networks(), isPure), 80)
  })

  test.each(losses)('a training step with $name', ({ loss, labels }) => {
    holds(fc.property(networks(), fc.constantFrom(...optimizers), (example, { moving }) => {
      const net = networkOf([...example.names, 'softmax'], example.shape)
      const step = trainStep(net, loss, moving)
      const state = initialize(step, key(example.seed))
      const batch = { x: draw(engines.f32, example.seed, example.shape), labels: labels(engines.f32, example.seed + 1, net.out) }
      const before = hashTree({ ...state, ...batch })
      const [next, metrics] = step(state, batch)
      const other = initialize(step, foldIn(key(example.seed), 1))
      step(other, batch) // something else in between
      expect(hashTree({ ...state, ...batch })).toBe(before)
      const [again, metricsAgain] = step(state, batch)
      expect(hashTree({ ...again, ...metricsAgain })).toBe(hashTree({ ...next, ...metrics }))
    }), 20)
  })
})
