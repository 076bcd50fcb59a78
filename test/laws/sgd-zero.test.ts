import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, initialize, key, sgd, tensor, toFlat, trainStep, tree, treeEquals } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds } from '../support/examples.ts'
import { losses } from '../support/losses.ts'
import { networkOf, networks } from '../support/networks.ts'
import { optimizers } from '../support/optimizers.ts'

describe('a learning rate of 0 is the identity', () => {
  test.each(optimizers)('$name changes no weight of any network under any loss, to the bit', ({ still }) => {
    holds(fc.property(networks(), fc.constantFrom(...losses), (example, { loss, labels }) => {
      const net = networkOf([...example.names, 'softmax'], example.shape)
      const step = trainStep(net, loss, still)
      const state = initialize(step, key(example.seed))
      const [next] = step(state, { x: draw(f32, example.seed, example.shape), labels: labels(f32, example.seed + 1, net.out) })
      expect(treeEquals(next.params, state.params)).toBe(true)
    }), 25)
  })

  test('also where a weight is −0, or its gradient is infinite or NaN', () => {
    const weights = { w: tensor([-0, 0, -0, 0, 1, 1, 1, -0]) }
    const gradients = { w: tensor([-1, -1, 1, 1, Infinity, -Infinity, NaN, NaN]) }
    const rule = sgd({ learningRate: 0 })(f32, weights)
    const [updates] = rule.update(gradients, rule.init())
    const next = tree.zip((p, u) => f32.add(p, u))(weights, updates)
    expect(toFlat(next.w)).toEqual([-0, 0, -0, 0, 1, 1, 1, -0])
  })
})
