import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { f32, foldIn, item, key, type Key, normal, permutation, split, type Tensor, toFlat, toNested, truncatedNormal, uniform } from '../../src/index.ts'

interface Vectors {
  readonly keys: Readonly<Record<string, readonly number[]>>
  readonly foldIn: Readonly<Record<string, readonly number[]>>
  readonly foldInNegative: readonly number[]
  readonly split: readonly (readonly number[])[]
  readonly split5: readonly (readonly number[])[]
  readonly bits: readonly number[]
  readonly bits3x2x2: unknown
  readonly uniform: readonly number[]
  readonly uniformFrom: readonly { readonly from: number; readonly to: number; readonly bits: readonly number[] }[]
  readonly normal: readonly number[]
  readonly normalOther: readonly (readonly number[])[]
  readonly truncatedNormal: readonly number[]
  readonly permutation: Readonly<Record<string, readonly number[]>>
  readonly permutationLong: readonly { readonly n: number; readonly first: readonly number[] }[]
  /** of JAX's own values, over all that it can give; see `jax-vectors.py` */
  readonly largestRelativeError: { readonly normal: number; readonly truncatedNormal: number }
}

const jax = JSON.parse(readFileSync(new URL('./jax-vectors.json', import.meta.url), 'utf8')) as Vectors
const [root, other] = [key(42), foldIn(key(42), 7)]

const float = (bits: number): number => new Float32Array(Uint32Array.of(bits).buffer)[0] ?? NaN
const bitsOf = (x: Tensor): readonly number[] => Array.from(new Uint32Array(Float32Array.from(toFlat(x)).buffer))

describe('the same bits as jax.random', () => {
  test('keys', () => {
    for (const [seed, words] of Object.entries(jax.keys)) expect(toFlat(key(Number(seed)))).toEqual(words)
  })

  test('fold_in', () => {
    for (const [data, words] of Object.entries(jax.foldIn)) expect(toFlat(foldIn(root, Number(data)))).toEqual(words)
    expect(toFlat(foldIn(root, -1))).toEqual(jax.foldInNegative)
  })

  test('split', () => {
    expect(split(root).map(toFlat)).toEqual(jax.split)
    expect(split(other, 5).map(toFlat)).toEqual(jax.split5)
  })

  test('bits', () => {
    expect(toFlat(f32.randomBits(root, [17]))).toEqual(jax.bits)
    expect(toNested(f32.randomBits(other, [3, 2, 2]))).toEqual(jax.bits3x2x2)
  })

  test('uniform, on [0, 1) and, operation by operation, on other ranges', () => {
    expect(bitsOf(uniform(f32, root, [17]))).toEqual(jax.uniform)
    for (const { from, to, bits } of jax.uniformFrom) expect(bitsOf(uniform(f32, other, [33], from, to))).toEqual(bits)
  })

  test('permutation: one round of sorting up to 1625, two from 1626 on', () => {
    for (const [n, order] of Object.entries(jax.permutation)) expect(permutation(root, Number(n))).toEqual(order)
    for (const { n, first } of jax.permutationLong) expect(permutation(other, n).slice(0, 20)).toEqual(first)
  })
})

describe('jax.random where JAX itself is not exact: within its own largest error and three roundings of ours', () => {
  /** `drawn` is how far the uniform number may be off; √2 erfinv has the slope √(π/2) e^(y²/2). */
  const near = (ours: Tensor, theirs: readonly number[], error: number, drawn = 0): void => {
    toFlat(ours).forEach((x, i) => {
      const y = float(theirs[i] ?? NaN)
      const slope = Math.sqrt(Math.PI / 2) * Math.exp((y * y) / 2)
      expect(Math.abs(x - y)).toBeLessThanOrEqual((error + 3 * 2 ** -24) * Math.abs(y) + drawn * slope)
    })
  }

  test('normal', () => {
    near(normal(f32, root, [64]), jax.normal, jax.largestRelativeError.normal)
    near(normal(f32, other, [8, 8]), jax.normalOther.flat(), jax.largestRelativeError.normal)
  })

  test('truncated_normal, whose limits erf(±√2) JAX also takes from f32: two units of 2⁻²⁴ there, two in the uniform number', () => {
    near(truncatedNormal(f32, root, [64], -2, 2), jax.truncatedNormal, jax.largestRelativeError.truncatedNormal, 4 * 2 ** -24)
  })
})

describe('the values that JAX prints in its documentation', () => {
  const next = (from: Key): readonly [Key, Key] => {
    const [fresh = from, subkey = from] = split(from)
    return [fresh, subkey]
  }

  test('jax.random: uniform of key(0), and of its second child', () => {
    expect(item(uniform(f32, key(0), []))).toBeCloseTo(0.947667, 6)
    expect(item(uniform(f32, next(key(0))[1], []))).toBeCloseTo(0.00729382, 8)
  })

  test('Pseudorandom numbers: normal of key(42), and three draws from split keys', () => {
    expect(item(normal(f32, key(42), []))).toBeCloseTo(-0.028304616, 8)
    let state = key(42)
    for (const draw of [0.6057640314102173, -0.21089035272598267, -0.3948981463909149]) {
      const [fresh, subkey] = next(state)
      expect(item(normal(f32, subkey, []))).toBeCloseTo(draw, 6)
      state = fresh
    }
  })

  test('Pseudorandom numbers: individually and all at once', () => {
    const individually = split(key(42), 3).map((subkey) => item(normal(f32, subkey, [])))
    const together = toFlat(normal(f32, key(42), [3]))
    for (const [i, v] of [0.07592554, 0.60576403, 0.4323065].entries()) expect(individually[i]).toBeCloseTo(v, 6)
    for (const [i, v] of [-0.02830462, 0.46713185, 0.29570296].entries()) expect(together[i]).toBeCloseTo(v, 6)
  })
})
