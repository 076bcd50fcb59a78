import { describe, expect, test } from 'vitest'
import { f32, f64 } from '../../../src/index.ts'
import { elu } from '../../../src/layers/activations/elu.ts'
import { type AnyNet, layerNamed, layers } from '../../support/layers.ts'
import { at } from './on.ts'
import { type Curve, vectors } from './vectors.ts'

const stageOf = (name: string): ((prev: AnyNet) => AnyNet) =>
  name === 'elu alpha 0.5' ? (prev) => elu({ alpha: 0.5 })(prev) : layerNamed(name).variants[0].after

/** Kinks have a test of their own: there frameworks differ in the slope. */
const kinksOf = (name: string): readonly number[] => layerNamed(name.split(' ')[0]!).slope === 'kinked' ? [0, 6, -3, 3, -1, 1] : []

const both = Object.keys(vectors.pytorch)

/** Slopes that PyTorch multiplies by a constant of f32, in f64 too. */
const inSinglePrecision = ['hardSigmoid']

describe.each(['pytorch', 'jax'] as const)('as %s has it in f64', (framework) => {
  test.each(both.filter((name) => name in vectors[framework]))('%s', (name) => {
    const found = at(stageOf(name), vectors.points, f64)
    const theirs: Curve = vectors[framework][name]!
    vectors.points.forEach((x, i) => {
      const size = Math.max(1, Math.abs(x))
      expect(Math.abs(found.y[i]! - theirs.y[i]!)).toBeLessThanOrEqual(64 * 2 ** -53 * size)
      const roundings = framework === 'pytorch' && inSinglePrecision.includes(name) ? 2 ** -24 : 64 * 2 ** -53
      if (!kinksOf(name).includes(x)) expect(Math.abs(found.slope[i]! - theirs.slope[i]!)).toBeLessThanOrEqual(roundings * size)
    })
  })
})

// A number e^L comes of an exponent that is off by a few roundings, so it is off by |L| times as many of its own.
describe('no digit is lost to the left, where 1 + erf, 1 + tanh and exp − 1 lose all', () => {
  test.each(Object.keys(vectors.tail).filter((name) => name !== 'points'))('%s', (name) => {
    const { y, slope } = vectors.tail[name]!
    const checked = [[f64, 2 ** -53, 0], [f32, 2 ** -24, 2 ** -126]] as const
    const counts = checked.map(([ops, unit, smallest]) => {
      const found = at(stageOf(name), vectors.tail.points, ops)
      const close = (ours: number, exact: number): boolean => {
        if (Math.abs(exact) > smallest) expect(Math.abs(ours / exact - 1)).toBeLessThanOrEqual(8 * unit * (1 + Math.abs(Math.log(Math.abs(exact)))))
        return Math.abs(exact) > smallest
      }
      return vectors.tail.points.filter((_, i) => [close(found.y[i]!, y[i]!), close(found.slope[i]!, slope[i]!)].every(Boolean)).length
    })
    expect(counts[0]).toBe(vectors.tail.points.length)
    expect(counts[1]).toBeGreaterThanOrEqual(vectors.tail.points.length - 1)
  })
})

test.each([['elu', 1], ['selu', 1.7580993408473766]] as const)('%s: no digit is lost just left of 0', (name, factor) => {
  const small = [-(2 ** -24), -(2 ** -20), -(2 ** -12)]
  at(stageOf(name), small).y.forEach((y, i) => {
    expect(Math.abs(y / (factor * Math.expm1(small[i]!)) - 1)).toBeLessThanOrEqual(4 * 2 ** -24)
  })
})

/** What each is where x has no bound, and the slope there; NaN passes through every one. */
const far: Readonly<Record<string, readonly [y: readonly [left: number, right: number], slope: readonly [left: number, right: number]]>> = {
  relu: [[0, Infinity], [0, 1]],
  relu6: [[0, 6], [0, 0]],
  leakyRelu: [[-Infinity, Infinity], [Math.fround(0.01), 1]],
  prelu: [[-Infinity, Infinity], [0.25, 1]],
  elu: [[-1, Infinity], [0, 1]],
  selu: [[Math.fround(-1.7580993408473766), Infinity], [0, Math.fround(1.0507009873554805)]],
  gelu: [[0, Infinity], [0, 1]],
  geluTanh: [[0, Infinity], [0, 1]],
  silu: [[0, Infinity], [0, 1]],
  swish: [[0, Infinity], [0, 1]],
  mish: [[0, Infinity], [0, 1]],
  softplus: [[0, Infinity], [0, 1]],
  softsign: [[-1, 1], [0, 0]],
  hardSigmoid: [[0, 1], [0, 0]],
  tfjsHardSigmoid: [[0, 1], [0, 0]],
  hardSwish: [[0, Infinity], [0, 1]],
  hardTanh: [[-1, 1], [0, 0]],
  tanh: [[-1, 1], [0, 0]],
  sigmoid: [[0, 1], [0, 0]],
  logSigmoid: [[-Infinity, 0], [1, 0]],
}

const functions = layers.filter(({ name, family }) => family === 'activations' && !name.toLowerCase().includes('softmax'))

describe('at the ends', () => {
  test('every function of one element is here', () => {
    expect(functions.map(({ name }) => name).sort()).toEqual(Object.keys(far).sort())
  })

  test.each(functions.map(({ name }) => name))('%s: nothing overflows, and infinity gives the limit', (name) => {
    const [[left, right], [slopeLeft, slopeRight]] = far[name]!
    const infinite = at(stageOf(name), [-Infinity, Infinity])
    expect(infinite.y.map((v) => v + 0)).toEqual([left, right])
    expect(infinite.slope.map((v) => v + 0)).toEqual([slopeLeft, slopeRight])
    const big = [1e4, 1e15, 1e30, 3e38]
    for (const side of [-1, 1]) {
      const found = at(stageOf(name), big.map((x) => side * x))
      const [limit, slope] = side < 0 ? [left, slopeLeft] : [right, slopeRight]
      found.y.forEach((y, i) => {
        if (Number.isFinite(limit)) expect(Math.abs(y - limit)).toBeLessThanOrEqual(1 / big[i]! + 2 ** -24)
        else expect(Math.abs(y / (limit < 0 ? slope : 1) / (side * big[i]!) - Math.sign(limit) * side)).toBeLessThan(0.1)
      })
      found.slope.forEach((v) => { expect(Math.abs(v - slope)).toBeLessThan(1e-7) })
    }
  })

  test.each(functions.map(({ name }) => name))('%s: NaN stays NaN', (name) => {
    expect(at(stageOf(name), [NaN]).y).toEqual([NaN])
  })

  test.each(functions.map(({ name }) => name))('%s: subnormal numbers and both zeros are near f(0) + slope x', (name) => {
    const tiny = [2 ** -149, -(2 ** -149), 2 ** -130, -(2 ** -130), 0, -0]
    const { y: [zero], slope: [middle] } = at(stageOf(name), [2 ** -60])
    const found = at(stageOf(name), tiny)
    found.y.forEach((y, i) => {
      // A slope on either side of a kink at 0 is between −2 and 2.
      expect(Math.abs(y - (Math.abs(zero!) < 1e-9 ? 0 : zero!))).toBeLessThanOrEqual(2 * Math.abs(tiny[i]!) + (Math.abs(zero!) < 1e-9 ? 0 : 2 ** -24))
      expect(Number.isFinite(found.slope[i]!) && Math.abs(found.slope[i]!) <= 2).toBe(true)
    })
    if (layerNamed(name).slope === 'smooth') found.slope.forEach((slope) => { expect(slope).toBe(middle) })
  })

  test.each(['leakyRelu', 'prelu', 'elu', 'selu', 'gelu', 'geluTanh', 'silu', 'swish', 'mish', 'softsign', 'hardSwish', 'hardTanh', 'tanh'])(
    '%s: −0 stays −0', (name) => {
      expect(at(stageOf(name), [-0]).y).toEqual([-0])
    })
})
