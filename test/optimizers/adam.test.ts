import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adam, type AdamSlots, f32, f64, math, Misuse, type Ops, tensor, toFlat, tree, type Tree } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds, precisions, seed, shape } from '../support/examples.ts'
import { engines } from '../support/numbers.ts'

const some = fc.record({
  learningRate: fc.constantFrom(1e-3, 0.1, 1), beta1: fc.constantFrom(0, 0.5, 0.9), beta2: fc.constantFrom(0, 0.9, 0.999),
  epsilon: fc.constantFrom(1e-8, 1e-7, 1e-3),
})

/** `steps` updates from zero slots: the updates of the last, and the slots after it. */
const run = <P extends Tree>(ops: Ops, optimizer: ReturnType<typeof adam>, gradients: readonly P[]) =>
  gradients.reduce<readonly [updates: P, slots: AdamSlots<P>]>(
    ([, slots], g) => optimizer(ops, g).update(g, slots), [gradients[0]!, optimizer(ops, gradients[0]!).init()])

/** The equations of the paper with plain numbers, each operation rounded; `corrections` are 1 − β₁ᵗ and 1 − β₂ᵗ. */
const paper = (
  gradients: readonly (readonly number[])[], { learningRate, beta1, beta2, epsilon }: Required<Parameters<typeof adam>[0]> & { readonly learningRate: number },
  round: (x: number) => number, correction: (beta: number, t: number) => number,
) => {
  const [keep1, take1, keep2, take2] = [beta1, 1 - beta1, beta2, 1 - beta2].map(round) as [number, number, number, number]
  let [m, v, update] = [gradients[0]!.map(() => 0), gradients[0]!.map(() => 0), [] as readonly number[]]
  gradients.forEach((g, i) => {
    const [c1, c2] = [correction(beta1, i + 1), correction(beta2, i + 1)]
    m = m.map((old, j) => round(round(keep1 * old) + round(take1 * g[j]!)))
    v = v.map((old, j) => round(round(keep2 * old) + round(take2 * round(g[j]! * g[j]!))))
    update = m.map((x, j) => round(-round(learningRate) * round(round(x / c1) / round(round(Math.sqrt(round(v[j]! / c2))) + round(epsilon)))))
  })
  return { update, m, v }
}

const rounding = { f32: Math.fround, f64: (x: number) => x }

describe('adam: p ← p − η m̂ / (√v̂ + ε)', () => {
  test('each element by itself, to the bit, over several steps', () => {
    holds(fc.property(shape(1, 3, 4), seed, some, fc.integer({ min: 1, max: 6 }), (sizes, from, settings, steps) => {
      for (const precision of precisions) {
        const [ops, round] = [engines[precision], rounding[precision]]
        const gradients = Array.from({ length: steps }, (_, i) => [{ w: draw(ops, from + i, sizes) }] as const)
        const correction = (beta: number, t: number): number => beta === 0 ? 1 : -round(math.expm1(round(round(math.log(beta)) * t)))
        const [updates, slots] = run(ops, adam(settings), gradients)
        const expected = paper(gradients.map(([{ w }]) => toFlat(w)), settings, round, correction)
        expect(toFlat(updates[0].w)).toEqual(expected.update)
        expect(toFlat(slots.m[0].w)).toEqual(expected.m)
        expect(toFlat(slots.v[0].w)).toEqual(expected.v)
        expect(toFlat(slots.count)[0]).toBe(steps)
      }
    }), 60)
  })

  test('in f64 it is the algorithm of the paper, with βᵗ as a product, over 300 steps', () => {
    const settings = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
    const gradients = Array.from({ length: 300 }, (_, i) => ({ w: draw(f64, i, [7]) }))
    const [updates] = run(f64, adam({ learningRate: 1e-3 }), gradients)
    const power = (beta: number, t: number): number => Array.from({ length: t }).reduce<number>((product) => product * beta, 1)
    const { update } = paper(gradients.map(({ w }) => toFlat(w)), settings, (x) => x, (beta, t) => 1 - power(beta, t))
    toFlat(updates.w).forEach((u, i) => { expect(Math.abs(u / update[i]! - 1)).toBeLessThan(1e-12) })
  })

  test('the first step goes η against the sign of each gradient, whatever its size', () => {
    const g = { w: tensor([3, -0.5, 1e-3, -1e4]) }
    const [{ w }] = run(f32, adam({ learningRate: 0.25, epsilon: 0 }), [g])
    toFlat(w).forEach((u, i) => { expect(Math.abs(u / (-0.25 * Math.sign(toFlat(g.w)[i]!)) - 1)).toBeLessThan(3e-7) })
  })

  test('1 − βᵗ keeps its digits in f32, from the first step to the millionth: an update is within 4e-7 of the truth', () => {
    for (const beta of [0.5, 0.9, 0.99, 0.999, 0.9999, 0.999999]) {
      for (const t of [1, 2, 3, 10, 37, 100, 999, 10_000, 1_000_000]) {
        // One gradient of 1: m = 1 − β after it, so the update is (1 − β) / (1 − βᵗ) / ε where v is 0 beside ε.
        const optimizer = adam({ learningRate: 1, beta1: beta, beta2: 0, epsilon: 2 ** 60 })
        const slots = { ...optimizer(f32, { w: tensor([1]) }).init(), count: tensor(t - 1, { dtype: 'i32' }) }
        const [{ w }] = optimizer(f32, { w: tensor([1]) }).update({ w: tensor([1]) }, slots)
        const truth = -(1 - beta) / -math.expm1(t * math.log(beta)) / 2 ** 60
        expect(Math.abs(toFlat(w)[0]! / truth - 1)).toBeLessThan(4e-7)
      }
    }
  })

  test('the count stops before it would wrap, and the corrections are 1 by then', () => {
    const last = 2 ** 30
    const optimizer = adam({ learningRate: 1 })
    const w = { w: tensor([1]) }
    for (const count of [last - 1, last]) {
      const [, slots] = optimizer(f32, w).update(w, { count: tensor(count, { dtype: 'i32' }), m: w, v: w })
      expect(toFlat(slots.count)[0]).toBe(last)
    }
  })

  test('leaves that hold no real numbers stay', () => {
    const params = { w: tensor([1, 2]), ids: tensor([3, 4], { dtype: 'i32' }) }
    const [updates, slots] = run(f32, adam({ learningRate: 0.1 }), [params])
    expect(toFlat(updates.ids)).toEqual([3, 4])
    expect(tree.leaves(slots.m).map(({ path }) => path)).toEqual(['w', 'ids'])
  })

  test('it says what it is', () => {
    const { kind, settings } = adam({ learningRate: 0.25, beta2: 0.99 })(f64, [])
    expect({ kind, settings }).toEqual({ kind: 'adam', settings: { learningRate: 0.25, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 } })
  })

  test.each([
    [{ learningRate: -0.1 }, 'learning rate -0.1 is not a finite number from 0 upward'],
    [{ learningRate: NaN }, 'learning rate NaN is not a finite number from 0 upward'],
    [{ learningRate: 0.1, beta1: 1 }, 'beta1 1 is not a number from 0 up to 1, without 1, in f32'],
    [{ learningRate: 0.1, beta1: -0.1 }, 'beta1 -0.1 is not a number from 0 up to 1, without 1, in f32'],
    [{ learningRate: 0.1, beta2: 1 - 1e-12 }, 'beta2 0.999999999999 is not a number from 0 up to 1, without 1, in f32'],
    [{ learningRate: 0.1, beta2: NaN }, 'beta2 NaN is not a number from 0 up to 1, without 1, in f32'],
    [{ learningRate: 0.1, epsilon: -1e-8 }, 'epsilon -1e-8 is not a finite number from 0 upward'],
    [{ learningRate: 0.1, epsilon: 1e39 }, 'epsilon 1e+39 is not a finite number from 0 upward'],
    [{ learningRate: 0.1, epsilon: Infinity }, 'epsilon Infinity is not a finite number from 0 upward'],
  ])('%o is refused at once', (settings, message) => {
    const make = (): unknown => adam(settings)
    expect(make).toThrow(Misuse)
    expect(make).toThrow(`adam: ${message}`)
  })
})
