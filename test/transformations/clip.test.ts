import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, Misuse, type Ops, tensor, toFlat, type Tree, treeEquals } from '../../src/index.ts'
import { clipByGlobalNorm, clipByNorm, clipByValue, globalNorm, type Stateless } from '../../src/transformations/index.ts'
import { redraw } from '../support/draw.ts'
import { holds, precisions, seed, shape } from '../support/examples.ts'
import { engines, numbersOf } from '../support/numbers.ts'

const once = <P extends Tree>(ops: Ops, transformation: Stateless, gradients: P): P => transformation(ops, gradients).update(gradients, [])[0]

/** The norm in plain numbers, in f64. */
const normOf = (numbers: readonly number[]): number => Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0))

/** Trees of gradients of any size, with a limit that is now above, now below their norm. */
const examples = fc.record({ sizes: shape(0, 3, 5), from: seed, spread: fc.constantFrom(1e-3, 1, 100), limit: fc.constantFrom(1e-4, 0.01, 0.3, 1, 2.5, 1000) })
const drawn = (ops: Ops, { sizes, from, spread }: { readonly sizes: readonly number[]; readonly from: number; readonly spread: number }) =>
  redraw(ops, from, [{ w: ops.fill(sizes, 0), b: ops.fill([3], 0) }, { w: ops.fill([2, 7], 0) }] as const, spread)

describe('clipByValue', () => {
  test('each element by itself, to the bit', () => {
    holds(fc.property(examples, (example) => {
      for (const precision of precisions) {
        const gradients = drawn(engines[precision], example)
        const limit = precision === 'f32' ? Math.fround(example.limit) : example.limit
        expect(numbersOf(once(engines[precision], clipByValue(example.limit), gradients)))
          .toEqual(numbersOf(gradients).map((g) => Math.min(Math.max(g, -limit), limit)))
      }
    }), 60)
  })

  test('−0 stays, NaN stays, infinities become the limit', () => {
    expect(toFlat(once(f32, clipByValue(2), tensor([-0, 0, NaN, Infinity, -Infinity, 2, -2.5])))).toEqual([-0, 0, NaN, 2, -2, 2, -2])
  })
})

describe.each([
  // the numbers of which each norm is made
  { name: 'clipByNorm', make: clipByNorm, together: (t: readonly Tree[]) => t.flatMap((stage) => Object.values(stage)).map(numbersOf) },
  { name: 'clipByGlobalNorm', make: clipByGlobalNorm, together: (t: readonly Tree[]) => [numbersOf(t)] },
])('$name', ({ make, together }) => {
  test('afterwards no norm is above the limit, but for rounding, and the direction is the same', () => {
    holds(fc.property(examples, (example) => {
      const gradients = drawn(f32, example)
      const clipped = together(once(f32, make(example.limit), gradients))
      together(gradients).forEach((before, i) => {
        const [n, u, max] = [before.length, 2 ** -24, Math.fround(example.limit)]
        // n squares and n sums of positive terms are off by (n + 1) u at most, their root by half of it and its own u; then a quotient and a product.
        const slack = 1 + ((n + 1) / 2 + 3) * u * (1 + n * u) + n * 2 ** -52
        expect(normOf(clipped[i]!)).toBeLessThanOrEqual(max * slack)
        const factor = Math.min(1, max / normOf(before))
        clipped[i]!.forEach((x, j) => { expect(Math.abs(x - factor * before[j]!)).toBeLessThanOrEqual(Math.abs(x) * (slack - 1) * 2 + 2 ** -149) })
      })
    }), 100)
  })

  test('what is short enough keeps its bits', () => {
    holds(fc.property(examples, (example) => {
      for (const precision of precisions) {
        const ops = engines[precision]
        const gradients = drawn(ops, example)
        const largest = Math.max(...together(gradients).map(normOf))
        expect(treeEquals(once(ops, make(largest * 1.001), gradients), gradients)).toBe(true)
      }
    }), 60)
    const odd = [{ w: tensor([-0, 0, 2 ** -149, -(2 ** -140)]) }] as const
    expect(treeEquals(once(f32, make(1), odd), odd)).toBe(true)
  })

  test('a norm that overflows gives 0, and a NaN gives NaN', () => {
    expect(toFlat(once(f32, make(1), [{ w: tensor([1e30, -3]) }])[0]!.w)).toEqual([0, -0])
    expect(toFlat(once(f32, make(1), [{ w: tensor([NaN, -3]) }])[0]!.w)).toEqual([NaN, NaN])
  })
})

describe('by hand', () => {
  const gradients = [{ w: tensor([3, 0]), b: tensor([4]) }, { w: tensor([[0, 12]]) }]
  test('each tensor by itself', () => {
    expect(numbersOf(once(f32, clipByNorm(3), gradients))).toEqual([3, 0, 3, 0, 3])
  })
  test('all together: the norm is 13', () => {
    expect(numbersOf(once(f32, clipByGlobalNorm(6.5), gradients))).toEqual([1.5, 0, 2, 0, 6])
    expect(toFlat(globalNorm(f32, gradients))).toEqual([13])
    expect(toFlat(globalNorm(f32, [[], {}]))).toEqual([0])
  })
  test('the order in which names were written does not count', () => {
    // 2^24 + 1 is 2^24 in f32, four times, but 2^24 + 4 is more.
    const [a, one] = [tensor([4096]), tensor([1])]
    expect(toFlat(globalNorm(f32, { a, b: one, c: one, d: one, e: one }))).toEqual([4096])
    expect(toFlat(globalNorm(f32, { e: one, d: one, c: one, b: one, a }))).toEqual([4096])
  })
})

describe('limits', () => {
  const makes = { clipByValue, clipByNorm, clipByGlobalNorm }
  test.each(Object.entries(makes).flatMap(([name, make]) => [0, -1, NaN, Infinity, 1e39, 1e-50].map((limit) => ({ name, make, limit }))))('$name($limit) is refused', ({ name, make, limit }) => {
    expect(() => make(limit)).toThrow(Misuse)
    expect(() => make(limit)).toThrow(`${name}: ${name === 'clipByValue' ? 'limit' : 'max'} ${String(limit)} is not a finite number above 0`)
  })
})
