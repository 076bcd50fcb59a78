import { describe, expect, test } from 'vitest'
import {
  compile, dense, f32, foldIn, hashTree, identity, initialize, key, type Key, meanSquaredError, sgd, type Some, tanh, trainStep, type Tensor, type Trees,
} from '../../../src/index.ts'
import { batchNorm } from '../../../src/layers/normalization/batch-norm.ts'
import { checkpoint } from '../../../src/layers/combinators/checkpoint.ts'
import { dropout } from '../../../src/layers/regularization/dropout.ts'
import { draw } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'

type Layer = (prev: AnyNet) => AnyNet

const WIDTH = 32
const affine: Layer = (prev) => dense(WIDTH)(prev) as AnyNet
const curved: Layer = (prev) => tanh(affine(prev)) as AnyNet
const block: Layer = (x) => curved(curved(curved(x)))
const kept: Layer = (prev) => block(prev)
const again: Layer = (prev) => checkpoint(block)(prev)

/** A training step of `depth` such blocks. */
const stepOf = (layer: Layer, depth: number) => {
  const net = Array.from({ length: depth }).reduce<AnyNet>((prev) => layer(prev), identity<Some>([128, WIDTH], 'float'))
  return trainStep(net, meanSquaredError, sgd({ learningRate: 0.1 }))
}

/** What a compiled step keeps while it runs, in bytes. */
const arenaOf = (layer: Layer, depth: number): number => {
  const compiled = compile(stepOf(layer, depth))
  compiled.dispose()
  return compiled.plan().arena.bytes
}

/** One array between two layers, in bytes. */
const ARRAY = 4 * 128 * WIDTH

describe('checkpoint', () => {
  test('the arena of a compiled step grows by the input of a block for each block, not by what is made inside of it', () => {
    const each = (layer: Layer): number => (arenaOf(layer, 8) - arenaOf(layer, 4)) / 4
    expect(each(again)).toBe(ARRAY)
    expect(each(kept)).toBeGreaterThanOrEqual(3 * ARRAY)
  })

  test('no bit changes, eager and compiled on 1 and 2 threads; what is random is drawn again, and the state moves once', () => {
    const rich: Layer = (x) => batchNorm({ momentum: 0.5 })(dropout(0.5)(block(x)) as AnyNet) as AnyNet
    const batch = { x: draw(f32, 2, [128, WIDTH]), labels: draw(f32, 3, [128, WIDTH]) }
    const start = identity<Some>([128, WIDTH], 'float') as AnyNet
    const [plain, checked] = [rich(start), checkpoint(rich)(start) as AnyNet]
    const passOf = (net: AnyNet, params: Trees, state: Trees, from: Key) => {
      const [y, next, back] = net.forward(f32, { key: from, train: true })(params, state, batch.x)
      const [gradients, dx] = back(batch.labels) as readonly [Trees, Tensor]
      return { y: y as Tensor, next: next as Trees, gradients, dx }
    }
    // Parameters and state of a block are one level deeper, and its stages draw from the keys under its own.
    const [params, state] = checked.init(f32, key(1)) as readonly [readonly [Trees], readonly [Trees]]
    const inside = passOf(plain, params[0], state[0], foldIn(key(9), 0))
    const outside = passOf(checked, params, state, key(9))
    expect(hashTree(outside)).toBe(hashTree({ ...inside, next: [inside.next], gradients: [inside.gradients] }))

    const step = trainStep(checked, meanSquaredError, sgd({ learningRate: 0.1 }))
    const first = initialize(step, key(1))
    const [after] = step(first, batch)
    for (const threads of [1, 2]) {
      const compiled = compile(step, { threads })
      expect(hashTree(compiled(first, batch)[0])).toBe(hashTree(after))
      compiled.dispose()
    }
  })
})
