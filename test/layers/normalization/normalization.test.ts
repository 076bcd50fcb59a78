import { describe, expect, test } from 'vitest'
import {
  equals, f32, f64, identity, input, key, Misuse, type Ops, pipe, type Some, type Tensor, tensor, toFlat, toNested, type Trees, treeEquals,
} from '../../../src/index.ts'
import { batchNorm } from '../../../src/layers/normalization/batch-norm.ts'
import { groupNorm } from '../../../src/layers/normalization/group-norm.ts'
import { instanceNorm } from '../../../src/layers/normalization/instance-norm.ts'
import { layerNorm } from '../../../src/layers/normalization/layer-norm.ts'
import { rmsNorm } from '../../../src/layers/normalization/rms-norm.ts'
import { draw } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'

const [training, inference] = [true, false].map((train) => ({ key: key(0), train })) as [Some, Some]

/** A layer on any tensor, with γ and β as they begin. */
const on = (layer: (prev: AnyNet) => AnyNet, ops: Ops, x: Tensor, train = true) => {
  const net = layer(identity<Some>(x.shape, 'float'))
  const [params, state] = net.init(ops, key(0)) as readonly [Trees, Trees]
  const [y, next, back] = net.forward(ops, { key: key(0), train })(params, state, x)
  return { y: y as Tensor, next: next as Trees, back: back as (dy: Tensor) => readonly [Trees, Tensor] }
}

describe('batchNorm', () => {
  // μ = 1, σ² = 1, and √(1 + 3) = 2: every number is a short fraction.
  const net = pipe(input([2, 1]), batchNorm({ momentum: 0.5, epsilon: 3 }))
  const [params, state] = [[{ gamma: tensor([4]), beta: tensor([1]) }], [{ mean: tensor([3]), variance: tensor([13]) }]] as const
  const [x, dy] = [tensor([[0], [2]]), tensor([[1], [0]])]

  test('in training, by hand: the statistics of the batch, and the way back goes through them', () => {
    const [y, next, back] = net.forward(f32, training)(params, state, x)
    expect(toNested(y)).toEqual([[-1], [3]])
    expect([toNested(next[0].mean), toNested(next[0].variance)]).toEqual([[2], [7]])
    const [[gradient], dx] = back(dy)
    expect([toNested(gradient.gamma), toNested(gradient.beta)]).toEqual([[-0.5], [1]])
    expect(toNested(dx)).toEqual([[0.75], [-0.75]])
  })

  test('in inference, by hand: the running statistics, which stay', () => {
    const [y, next, back] = net.forward(f32, inference)(params, state, x)
    expect(toNested(y)).toEqual([[-2], [0]])
    expect(treeEquals(next, state)).toBe(true)
    const [[gradient], dx] = back(dy)
    expect([toNested(gradient.gamma), toNested(gradient.beta)]).toEqual([[-0.75], [1]])
    expect(toNested(dx)).toEqual([[1], [0]])
  })

  test('the running statistics begin at 0 and 1 and go half of the way at each step', () => {
    const [first, from] = net.init(f32, key(0))
    const steps = [1, 2, 3, 4].reduce((all) => [...all, net.forward(f32, training)(first, all[all.length - 1]!, tensor([[8], [16]]))[1]], [from])
    expect(steps.map(([{ mean }]) => toFlat(mean)[0])).toEqual([0, 6, 9, 10.5, 11.25])
    expect(steps.map(([{ variance }]) => toFlat(variance)[0])).toEqual([1, 8.5, 12.25, 14.125, 15.0625])
  })

  test('statistics that the batch has already do not move, to the bit', () => {
    const settled = [{ mean: tensor([1]), variance: tensor([1]) }] as const
    const [, next] = pipe(input([2, 1]), batchNorm({ momentum: 0.9 })).forward(f32, training)(params, settled, x)
    expect(treeEquals(next, settled)).toBe(true)
  })

  test('momentum outside of [0, 1) and epsilon that is not above 0 are refused with the number', () => {
    for (const momentum of [1, 1.5, -0.1, NaN]) {
      expect(() => pipe(input([2, 1]), batchNorm({ momentum }))).toThrow(new Misuse('batchNorm', `momentum ${momentum} is not from 0 up to but not 1`))
    }
    for (const layer of [batchNorm, layerNorm, rmsNorm, instanceNorm] as readonly ((settings: { readonly epsilon: number }) => (prev: AnyNet) => AnyNet)[]) {
      for (const epsilon of [0, -1, NaN, Infinity]) {
        expect(() => layer({ epsilon })(identity<Some>([2, 1, 1], 'float'))).toThrow(`epsilon ${epsilon} is not a number above 0`)
      }
    }
  })
})

describe('where the numbers are large beside their deviations', () => {
  // mean x² − μ² in f32 is 2²⁸ + 1 − 2²⁸ = 0; the deviations are ±1 exactly, and √(1 + 3) = 2.
  const far = [2 ** 14 - 1, 2 ** 14 + 1]

  test.each([
    ['batchNorm', (prev: AnyNet) => batchNorm({ epsilon: 3 })(prev), [2, 1]],
    ['layerNorm', (prev: AnyNet) => layerNorm({ epsilon: 3 })(prev), [1, 2]],
    ['groupNorm', (prev: AnyNet) => groupNorm(1, { epsilon: 3 })(prev), [1, 1, 2]],
    ['instanceNorm', (prev: AnyNet) => instanceNorm({ epsilon: 3 })(prev), [1, 2, 1]],
  ])('%s loses no digit', (_name, layer, shape) => {
    expect(toFlat(on(layer, f32, f32.reshape(tensor(far), shape)).y)).toEqual([-0.5, 0.5])
  })
})

describe('where nothing differs', () => {
  test.each([
    ['batchNorm', (prev: AnyNet) => batchNorm()(prev)],
    ['layerNorm', (prev: AnyNet) => layerNorm()(prev)],
    ['groupNorm', (prev: AnyNet) => groupNorm(1)(prev)],
    ['instanceNorm', (prev: AnyNet) => instanceNorm()(prev)],
  ])('%s gives β, and a finite slope', (_name, layer) => {
    const { y, back } = on(layer, f32, f32.fill([2, 3, 4], 7))
    expect(toFlat(y).every((v) => v === 0)).toBe(true)
    expect(toFlat(back(draw(f32, 1, [2, 3, 4]))[1]).every(Number.isFinite)).toBe(true)
  })

  test('rmsNorm of zeros is 0', () => {
    expect(toFlat(on((prev) => rmsNorm()(prev), f32, f32.fill([2, 3], 0)).y)).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('what is one layer by two names', () => {
  const x = draw(f64, 3, [2, 3, 2, 4])

  test('as many groups as channels is instanceNorm, and one group of one position is layerNorm: the same sums, to the bit', () => {
    const dy = draw(f64, 4, [2, 3, 2, 4])
    const [instances, groups] = [on((prev) => instanceNorm()(prev), f64, x), on((prev) => groupNorm(4)(prev), f64, x)]
    expect(equals(instances.y, groups.y)).toBe(true)
    expect(treeEquals(instances.back(dy), groups.back(dy))).toBe(true)
    const flat = f64.reshape(x, [12, 1, 4])
    const [rows, one] = [on((prev) => layerNorm()(prev), f64, flat), on((prev) => groupNorm(1)(prev), f64, flat)]
    expect(equals(rows.y, one.y)).toBe(true)
  })

  test('rmsNorm of rows whose mean is 0 is layerNorm', () => {
    const centered = tensor([[1, -1, 3, -3], [5, -5, 2, -2]])
    const [a, b] = [on((prev) => rmsNorm({ epsilon: 1e-3 })(prev), f32, centered), on((prev) => layerNorm()(prev), f32, centered)]
    expect(equals(a.y, b.y)).toBe(true)
  })
})

test('groups that do not divide the channels are refused where the compiler could not see it', () => {
  const net: AnyNet = identity<Some>([2, 3, 4], 'float')
  expect(() => groupNorm(3)(net)).toThrow(new Misuse('groupNorm', '3 groups do not divide 4 channels'))
  expect(() => groupNorm(0 as 1)(net)).toThrow('0 groups do not divide 4 channels')
})
