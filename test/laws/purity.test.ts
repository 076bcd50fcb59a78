import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldIn, hashTree, initialize, key, trainStep } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds } from '../support/examples.ts'
import { isPure } from '../support/laws.ts'
import { layers } from '../support/layers.ts'
import { losses } from '../support/losses.ts'
import { holdsAlone, networkOf, networks } from '../support/networks.ts'
import { engines } from '../support/numbers.ts'
import { optimizers } from '../support/optimizers.ts'

describe('purity: inputs unchanged, same arguments, same bits', () => {
  test.each(layers)('$name', (row) => {
    holdsAlone(row, isPure)
  })

  test('any network', () => {
    holds(fc.property(networks(), isPure), 50)
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
