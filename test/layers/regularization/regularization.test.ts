import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  equals, f32, f64, foldIn, identity, input, key, type Key, linear, Misuse, type Nested, type Ops, pipe, type Some, type Tensor, tensor, toFlat,
  toNested, toPrecision, type Trees,
} from '../../../src/index.ts'
import { alphaDropout } from '../../../src/layers/regularization/alpha-dropout.ts'
import { dropout } from '../../../src/layers/regularization/dropout.ts'
import { gaussianDropout } from '../../../src/layers/regularization/gaussian-dropout.ts'
import { gaussianNoise } from '../../../src/layers/regularization/gaussian-noise.ts'
import { kept } from '../../../src/layers/regularization/rate.ts'
import { spatialDropout } from '../../../src/layers/regularization/spatial-dropout.ts'
import { stochasticDepth } from '../../../src/layers/regularization/stochastic-depth.ts'
import { draw } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'

type Layer = (prev: AnyNet) => AnyNet

interface Jax {
  readonly kept: Readonly<Record<string, Nested>>
  readonly channels: readonly (readonly number[])[]
}

const jax = JSON.parse(readFileSync(new URL('./jax-vectors.json', import.meta.url), 'utf8')) as Jax

/** Layers on x without weights: the value, and the way back. */
const on = (layer: Layer, ops: Ops, x: Tensor, { from = key(42), train = true }: { readonly from?: Key; readonly train?: boolean } = {}) => {
  const net = layer(identity<Some>(x.shape, 'float'))
  const [params, state] = net.init(ops, key(0)) as readonly [Trees, Trees]
  const [y, , back] = net.forward(ops, { key: from, train })(params, state, x)
  return { y: y as Tensor, back: (dy: Tensor) => back(dy)[1] as Tensor }
}

const ones = (shape: readonly number[]): Tensor => f32.fill(shape, 1)

/** Which elements of a large tensor a layer keeps. */
const keptOf = (layer: Layer, n: number, from?: Key): readonly boolean[] =>
  toFlat(on(layer, f32, ones([n]), from === undefined ? {} : { from }).y).map((v) => v !== 0)

const share = (flags: readonly boolean[]): number => flags.filter((flag) => flag).length / flags.length

/** Hoeffding: the share of n independent draws is farther from its mean than this with a probability below 10⁻¹². */
const far = (n: number): number => Math.sqrt(Math.log(2e12) / (2 * n))

const N = 2 ** 16

/** Every layer of the family that drops or moves each element by itself. */
const everywhere: readonly (readonly [name: string, layer: Layer])[] = [
  ['dropout', (prev) => dropout(0.3)(prev)],
  ['gaussianNoise', (prev) => gaussianNoise(0.3)(prev)],
  ['gaussianDropout', (prev) => gaussianDropout(0.3)(prev)],
  ['alphaDropout', (prev) => alphaDropout(0.3)(prev)],
]

describe('what is kept', () => {
  test.each([0.1, 0.3, 0.5, 0.9])('rate %f: the same as jax.random.bernoulli under the key of the place, and scaled so that the mean stays', (rate) => {
    const { y, back } = on((prev) => dropout(rate)(prev), f32, ones([6, 8]))
    const factor = Math.fround(1 / (1 - rate))
    const wanted = (jax.kept[String(rate)] as readonly (readonly number[])[]).map((row) => row.map((flag) => flag === 1 ? factor : 0))
    expect(toNested(y)).toEqual(wanted)
    expect(toNested(back(ones([6, 8])))).toEqual(wanted)
  })

  test.each([0.001, 0.25, 0.5, 0.77])('rate %f: the share, that of two neighbours, and that of two places are what independent draws give', (rate) => {
    const [first, second] = [(prev: AnyNet) => dropout(rate)(prev), (prev: AnyNet) => dropout(rate)(dropout(0)(prev))].map((layer) => keptOf(layer, N))
    const keep = 1 - rate
    expect(Math.abs(share(first!) - keep)).toBeLessThan(far(N) + 2 ** -23)
    const pairs = Array.from({ length: N / 2 }, (_, i) => first![2 * i]! && first![2 * i + 1]!)
    expect(Math.abs(share(pairs) - keep ** 2)).toBeLessThan(far(N / 2) + 2 ** -22)
    expect(Math.abs(share(first!.map((flag, i) => flag && second![i]!)) - keep ** 2)).toBeLessThan(far(N) + 2 ** -22)
    expect(second).not.toEqual(first)
  })

  test('the threshold is a whole number of 2⁻²³, so f32 and f64 keep the same, and it is off by less than that', () => {
    for (const rate of [0.1, 1 / 3, 0.7, 2 ** -24, 1 - 2 ** -23, 0.123456789]) {
      const thresholds: number[] = []
      const listening: Ops = { ...f32, less: (a, b) => { thresholds.push(toFlat(b as Tensor)[0]!); return f32.less(a, b) } }
      kept(listening, key(1), [1], rate)
      expect(thresholds[0]! * 2 ** 23).toBe(Math.ceil((1 - rate) * 2 ** 23))
      expect(Math.abs(thresholds[0]! - (1 - rate))).toBeLessThan(2 ** -23)
      expect(equals(kept(f32, key(3), [512], rate), kept(f64, key(3), [512], rate))).toBe(true)
    }
  })

  test('another key keeps others, the same key the same, and a second stage others than the first', () => {
    for (const [, layer] of everywhere) {
      const x = draw(f32, 5, [64])
      const [a, b, c] = [key(1), key(1), key(2)].map((from) => on(layer, f32, x, { from }).y)
      expect(equals(a!, b!)).toBe(true)
      expect(equals(a!, c!)).toBe(false)
      const [one, two] = [on((prev) => layer(prev), f32, x).y, on((prev) => layer(dropout(0)(prev)), f32, x).y]
      expect(equals(one, two)).toBe(false)
    }
  })
})

describe('in inference nothing happens', () => {
  test.each([...everywhere,
    ['spatialDropout', (prev: AnyNet) => spatialDropout(0.3)(prev)] as const,
  ])('%s', (_name, layer) => {
    const [x, dy] = [draw(f32, 1, [2, 3, 4]), draw(f32, 2, [2, 3, 4])]
    const { y, back } = on(layer as Layer, f32, x, { train: false })
    expect(equals(y, x)).toBe(true)
    expect(equals(back(dy), dy)).toBe(true)
  })

  test('stochasticDepth always takes its block', () => {
    const x = tensor([[1, 2], [3, 4]])
    const { y, back } = on((prev) => stochasticDepth(0.9)((z: AnyNet) => z)(prev), f32, x, { train: false })
    expect(equals(y, f32.scale(x, 2))).toBe(true)
    expect(equals(back(x), f32.scale(x, 2))).toBe(true)
  })
})

test('rate 0 is the identity, also in training', () => {
  const x = draw(f32, 1, [2, 3, 4])
  for (const layer of [dropout, spatialDropout, alphaDropout, gaussianDropout] as readonly ((rate: number) => Layer)[]) {
    const { y, back } = on(layer(0), f32, x)
    expect(equals(y, x)).toBe(true)
    expect(equals(back(x), x)).toBe(true)
  }
})

test('what is dropped does not come through, whatever it is', () => {
  const [x, mask] = [f32.fill([6, 8], NaN), jax.kept['0.5'] as readonly (readonly number[])[]]
  const { y, back } = on((prev) => dropout(0.5)(prev), f32, x)
  const wanted = mask.map((row) => row.map((flag) => flag === 1 ? NaN : 0))
  expect(toNested(y)).toEqual(wanted)
  expect(toNested(back(x))).toEqual(wanted)
})

test('spatialDropout keeps or drops all positions of a channel of a row', () => {
  const { y, back } = on((prev) => spatialDropout(0.3)(prev), f32, ones([3, 2, 2, 5]))
  const factor = Math.fround(1 / 0.7)
  const wanted = jax.channels.map((row) => [0, 1].map(() => [0, 1].map(() => row.map((flag) => flag === 1 ? factor : 0))))
  expect(toNested(y)).toEqual(wanted)
  expect(toNested(back(ones([3, 2, 2, 5])))).toEqual(wanted)
})

describe('stochasticDepth', () => {
  test('a row takes the block doubled or not at all; the block gets nothing back for a row that left it out', () => {
    const net = pipe(input([64, 2]), stochasticDepth(0.5)((x) => pipe(x, linear(2))))
    const x = f32.fill([64, 2], 1)
    const w = tensor([[1, 10], [2, 20]])
    const [y, , back] = net.forward(f32, { key: key(7), train: true })([[{ w }]], [[]], x)
    const rows = toNested(y)
    expect(new Set(rows.map(String))).toEqual(new Set(['1,1', '7,61']))
    const took = rows.filter(([first]) => first === 7).length
    const [[[gradient]], dx] = back(x)
    expect(toNested(gradient.w)).toEqual([[2 * took, 2 * took], [2 * took, 2 * took]])
    expect(toNested(dx)).toEqual(rows.map(([first]) => first === 7 ? [23, 45] : [1, 1]))
  })

  test('the share of rows is what independent draws give, and its draw is not one of the block', () => {
    const rows = toFlat(on((prev) => stochasticDepth(0.3)((x: AnyNet) => x)(prev), f32, ones([N])).y).map((v) => v !== 1)
    expect(Math.abs(share(rows) - 0.7)).toBeLessThan(far(N) + 2 ** -23)
    const noisy = toFlat(on((prev) => stochasticDepth(0.5)((x: AnyNet) => dropout(0.5)(x))(prev), f32, ones([N])).y)
    // 1 where the row left the block out or the block dropped it, else 1 + 2 · 2.
    expect(Math.abs(share(noisy.map((v) => v === 5)) - 0.25)).toBeLessThan(far(N) + 2 ** -22)
  })
})

describe('noise', () => {
  test('gaussianNoise and gaussianDropout: mean and variance as they are promised', () => {
    // Five standard errors of the mean, σ / √n, and of the variance of normal numbers, σ² √(2 / n).
    const within = (values: readonly number[], mean: number, deviation: number): void => {
      const found = values.reduce((sum, v) => sum + v, 0) / N
      const variance = values.reduce((sum, v) => sum + (v - found) ** 2, 0) / N
      expect(Math.abs(found - mean)).toBeLessThan(5 * deviation / Math.sqrt(N))
      expect(Math.abs(variance - deviation ** 2)).toBeLessThan(5 * deviation ** 2 * Math.sqrt(2 / N))
    }
    within(toFlat(on((prev) => gaussianNoise(0.3)(prev), f32, f32.fill([N], 2)).y), 2, 0.3)
    within(toFlat(on((prev) => gaussianDropout(0.2)(prev), f32, f32.fill([N], 2)).y), 2, 2 * Math.sqrt(0.2 / 0.8))
  })

  test('alphaDropout keeps mean 0 and variance 1 of standard normal numbers', () => {
    const values = toFlat(on((prev) => alphaDropout(0.2)(prev), f32, draw(f32, 9, [N])).y)
    const mean = values.reduce((sum, v) => sum + v, 0) / N
    const fourth = values.reduce((sum, v) => sum + v ** 4, 0) / N
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(N))
    // The standard error of a mean square is √((mean x⁴ − 1) / n).
    expect(Math.abs(values.reduce((sum, v) => sum + v * v, 0) / N - 1)).toBeLessThan(5 * Math.sqrt((fourth - 1) / N))
  })

  test('alphaDropout of two numbers by hand, in f64', () => {
    const alpha = -1.7580993408473766
    const a = (0.5 * (1 + 0.5 * alpha ** 2)) ** -0.5
    const { y, back } = on((prev) => alphaDropout(0.5)(prev), f64, toPrecision('f64')(ones([6, 8])))
    const flags = (jax.kept['0.5'] as readonly (readonly number[])[]).flat()
    toFlat(y).forEach((v, i) => { expect(v).toBeCloseTo(a * (flags[i] === 1 ? 1 : alpha) - a * alpha * 0.5, 14) })
    toFlat(back(toPrecision('f64')(ones([6, 8])))).forEach((v, i) => { expect(v).toBeCloseTo(flags[i] === 1 ? a : 0, 14) })
  })
})

test('a rate outside of [0, 1) and a deviation below 0 are refused with the number', () => {
  for (const [name, layer] of Object.entries({ dropout, spatialDropout, gaussianDropout, alphaDropout, stochasticDepth })) {
    for (const rate of [1, 1.5, -0.1, NaN]) expect(() => layer(rate)).toThrow(new Misuse(name, `rate ${rate} is not from 0 up to but not 1`))
  }
  expect(() => gaussianNoise(-1)).toThrow('gaussianNoise: standard deviation -1 is not a finite number from 0 upward')
  expect(() => stochasticDepth(0.5)((x: AnyNet) => x)(identity<Some>([], 'float'))).toThrow('a single number has no rows')
})

test('each draws from the key of its place', () => {
  const masked = on((prev) => dropout(0.5)(dropout(0)(prev)), f32, ones([32])).y
  const mask = kept(f32, foldIn(key(42), 1), [32], 0.5)
  expect(toFlat(masked).map((v) => v !== 0)).toEqual(toFlat(mask as Some).map((v) => v === 1))
})
