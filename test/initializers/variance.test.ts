import { describe, expect, test } from 'vitest'
import {
  f32, f64, foldIn, glorotNormal, glorotUniform, heNormal, heUniform, type Initializer, key, lecunNormal, lecunUniform, type Shape, toFlat,
} from '../../src/index.ts'

/** The stated variance, from fan in and fan out. */
const stated: readonly (readonly [name: string, initializer: Initializer, sort: 'uniform' | 'normal', variance: (fanIn: number, fanOut: number) => number])[] = [
  ['glorotUniform', glorotUniform, 'uniform', (i, o) => 2 / (i + o)],
  ['glorotNormal', glorotNormal, 'normal', (i, o) => 2 / (i + o)],
  ['heUniform', heUniform, 'uniform', (i) => 2 / i],
  ['heNormal', heNormal, 'normal', (i) => 2 / i],
  ['lecunUniform', lecunUniform, 'uniform', (i) => 1 / i],
  ['lecunNormal', lecunNormal, 'normal', (i) => 1 / i],
]

/** Kurtosis: of the uniform distribution exactly, and of the normal one cut at two deviations. */
const kurtosis = { uniform: 9 / 5, normal: 2.0647 } as const

/** Shapes with their fans: `[in, out]`, a convolution's field before them, and a single axis, which is both, as in Keras. */
const shapes: readonly (readonly [shape: Shape, fanIn: number, fanOut: number])[] =
  [[[200, 100], 200, 100], [[3, 3, 40, 60], 360, 540], [[10_000], 10_000, 10_000]]

describe.each(stated)('%s', (_name, initializer, sort, variance) => {
  test.each(shapes)('has the stated mean and variance on %j, within four standard errors', (shape, fanIn, fanOut) => {
    const numbers = toFlat(initializer(f32, foldIn(key(3), fanIn), shape))
    const [n, v] = [numbers.length, variance(fanIn, fanOut)]
    const mean = numbers.reduce((a, b) => a + b, 0) / n
    const found = numbers.reduce((a, b) => a + b * b, 0) / n
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(v / n))
    expect(Math.abs(found - v)).toBeLessThan(4 * v * Math.sqrt((kurtosis[sort] - 1) / n))
  })

  test('never leaves its limits, and uses them', () => {
    const limit = sort === 'uniform' ? Math.sqrt(3 * variance(50, 40)) : (2 * Math.sqrt(variance(50, 40))) / 0.8796256610342398
    const largest = Math.max(...toFlat(initializer(f32, key(5), [50, 40])).map(Math.abs))
    expect(largest).toBeLessThanOrEqual(limit * (1 + 2 ** -22))
    expect(largest).toBeGreaterThan(limit * 0.98)
  })

  test('the same key gives the same numbers; another key gives others; f64 the same with more digits', () => {
    const [a, again, other, wide] = [initializer(f32, key(1), [4, 3]), initializer(f32, key(1), [4, 3]), initializer(f32, key(2), [4, 3]), initializer(f64, key(1), [4, 3])]
    expect(toFlat(again)).toEqual(toFlat(a))
    expect(toFlat(other)).not.toEqual(toFlat(a))
    toFlat(wide).forEach((x, i) => { expect(Math.abs(x - (toFlat(a)[i] ?? NaN))).toBeLessThan(1e-6) })
  })
})
