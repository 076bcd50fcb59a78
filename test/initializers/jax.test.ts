import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { f32, type Initializer, key, type Shape, toFlat } from '../../src/index.ts'
import { type Fan, normal, orthogonal, truncatedNormal, uniform, varianceScaling, type VarianceScalingSettings } from '../../src/initializers/index.ts'

interface Row {
  readonly shape: Shape
  readonly bits: readonly number[]
}
interface Vectors {
  readonly uniform: readonly (Row & { readonly to: number })[]
  readonly normal: readonly (Row & { readonly standardDeviation: number })[]
  readonly truncatedNormal: readonly (Row & { readonly standardDeviation: number })[]
  readonly varianceScaling: readonly (Row & { readonly scale: number; readonly mode: string; readonly distribution: string })[]
  readonly orthogonal: readonly (Row & { readonly gain: number; readonly condition: number })[]
}

const read = (path: string): object => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as object
const jax = read('./jax-vectors.json') as Vectors
/** of JAX's own normal numbers, over all that it can give; see test/random/jax-vectors.py */
const { largestRelativeError } = read('../random/jax-vectors.json') as { readonly largestRelativeError: { readonly normal: number; readonly truncatedNormal: number } }

const root = key(42)
const u = 2 ** -24
const float = (bits: number): number => new Float32Array(Uint32Array.of(bits).buffer)[0] ?? NaN
const bitsOf = (numbers: readonly number[]): readonly number[] => Array.from(new Uint32Array(Float32Array.from(numbers).buffer))
const drawn = (initializer: Initializer, shape: Shape): readonly number[] => toFlat(initializer(f32, root, shape))

const expectNear = (ours: readonly number[], { bits }: Row, bound: (y: number) => number): void => {
  expect(ours.length).toBe(bits.length)
  ours.forEach((x, i) => { expect(Math.abs(x - float(bits[i]!))).toBeLessThanOrEqual(bound(float(bits[i]!))) })
}

/** JAX's own error, three roundings of our draw, and one of the product on each side; √2 erfinv has the slope √(π/2) e^(y²/2). */
const nearNormal = (y: number): number => (largestRelativeError.normal + 6 * u) * Math.abs(y)
const nearTruncated = (deviation: number) => (y: number): number => {
  const z = y / deviation
  return (largestRelativeError.truncatedNormal + 8 * u) * Math.abs(y) + 4 * u * deviation * Math.sqrt(Math.PI / 2) * Math.exp(z * z / 2)
}

describe('the same numbers as jax.nn.initializers', () => {
  test('uniform, to the bit', () => {
    for (const { to, shape, bits } of jax.uniform) expect(bitsOf(drawn(uniform(0, to), shape))).toEqual(bits)
  })

  test('normal, where JAX takes the inverse error function from a polynomial in f32', () => {
    for (const row of jax.normal) expectNear(drawn(normal({ standardDeviation: row.standardDeviation }), row.shape), row, nearNormal)
  })

  test('truncated_normal, told the deviation before the cut', () => {
    for (const row of jax.truncatedNormal) {
      expectNear(drawn(truncatedNormal({ standardDeviation: row.standardDeviation }), row.shape), row, nearTruncated(row.standardDeviation / 0.87962566103423978))
    }
  })

  test.each(jax.varianceScaling)('variance_scaling: $mode, $distribution, $shape', (row) => {
    const fan = { fan_in: 'fanIn', fan_out: 'fanOut', fan_avg: 'fanAverage' }[row.mode] as Fan
    const distribution = row.distribution.replace('truncated_normal', 'truncatedNormal') as VarianceScalingSettings['distribution']
    const [rows = NaN, columns = NaN] = row.shape.slice(-2)
    const field = row.shape.slice(0, -2).reduce((a, b) => a * b, 1)
    const [fanIn, fanOut] = [rows * field, columns * field]
    const deviation = Math.sqrt(row.scale / { fanIn, fanOut, fanAverage: (fanIn + fanOut) / 2 }[fan])
    const bound = {
      // JAX draws on (−1, 1) and multiplies, this draws on (−limit, limit): five roundings of at most the whole range.
      uniform: () => 5 * u * 2 * Math.sqrt(3) * deviation,
      // The deviation itself is rounded three times in JAX.
      normal: (y: number) => nearNormal(y) + 3 * u * Math.abs(y),
      truncatedNormal: (y: number) => nearTruncated(deviation / 0.87962566103423978)(y) + 3 * u * Math.abs(y),
    }[distribution]
    expectNear(drawn(varianceScaling({ scale: row.scale, fan, distribution }), row.shape), row, bound)
  })

  test.each(jax.orthogonal)('orthogonal: $shape', (row) => {
    // What goes in differs by JAX's own error, and rounding: both are multiplied by the condition of the matrix, whose columns are up to 12 numbers long.
    const bound = row.gain * row.condition * (12 * u + largestRelativeError.normal + 6 * u) * Math.sqrt(row.bits.length)
    expect(bound).toBeLessThan(0.005)
    expectNear(drawn(orthogonal({ gain: row.gain }), row.shape), row, () => bound)
  })
})
