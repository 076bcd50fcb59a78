import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  adam, dense, differentiate, f32, f64, input, key, Misuse, type Optimizer, pipe, sgd, softmaxCrossEntropy, type Some, tensor, toFlat, type Tree, tree, treeEquals,
} from '../../src/index.ts'
import { accumulate, chain, clipByGlobalNorm, scaleBy } from '../../src/transformations/index.ts'
import { draw, drawProbabilities, redraw } from '../support/draw.ts'
import { holds, precisions, seed } from '../support/examples.ts'
import { engines, numbersOf } from '../support/numbers.ts'

const rounding = { f32: Math.fround, f64: (x: number) => x }
const like = { w: tensor([[0, 0], [0, 0]]), b: [tensor([0, 0, 0])] } as const

describe('accumulate', () => {
  test('every k-th update is that of the mean, summed upward, to the bit; the others are −0, and the slots inside stay', () => {
    holds(fc.property(fc.integer({ min: 1, max: 5 }), seed, (k, from) => {
      for (const precision of precisions) {
        const [ops, round] = [engines[precision], rounding[precision]]
        const inner = adam({ learningRate: 0.1 })(ops, like)
        const rule = accumulate(k, adam({ learningRate: 0.1 }))(ops, like)
        let [slots, alone] = [rule.init(), inner.init()]
        for (let round0 = 0; round0 < 3; round0 += 1) {
          const gradients = Array.from({ length: k }, (_, i) => redraw(ops, from + 100 * round0 + i, like))
          for (const [i, g] of gradients.entries()) {
            const [updates, next] = rule.update(g, slots)
            if (i < k - 1) {
              expect(numbersOf(updates)).toEqual(numbersOf(like).map(() => -0))
              expect(treeEquals(next.inner, alone)).toBe(true)
              expect(toFlat(next.seen)).toEqual([i + 1])
            } else {
              const sums = gradients.map(numbersOf).reduce((sum, g) => sum.map((s, j) => round(s + g[j]!)))
              let at = 0
              const mean = tree.mapTensors((x) => {
                const flat = toFlat(x).map(() => round(sums[at++]! / k))
                return ops.reshape(ops.concat(flat.map((v) => ops.fill([1], v)), 0, [flat.length]), x.shape as readonly number[])
              }, like)
              const [expected, kept] = inner.update(mean, alone)
              expect(treeEquals(updates, expected)).toBe(true)
              expect(treeEquals(next.inner, kept)).toBe(true)
              expect(toFlat(next.seen)).toEqual([0])
              expect(numbersOf(next.sum)).toEqual(numbersOf(like).map(() => -0))
              alone = kept
            }
            slots = next
          }
        }
      }
    }), 20)
  })

  test('of one batch it does what the optimizer inside does, −0 and NaN included', () => {
    const g = { w: tensor([-0, 0, NaN, 2 ** -149, Infinity]) }
    const rule = accumulate(1, scaleBy(1))(f32, g)
    expect(treeEquals(rule.update(g, rule.init())[0], g)).toBe(true)
  })

  test('four batches of 4 rows act as one of 16, for a loss that is a mean over rows', () => {
    const [small, whole] = [pipe(input([4, 5]), dense(3)), pipe(input([16, 5]), dense(3))]
    const [params] = small.init(f64, key(1))
    const [x, labels] = [draw(f64, 2, [16, 5]), drawProbabilities(f64, 3, [16, 3])]
    const env = { key: key(0), train: true }
    const rows = (from: number) => ({
      x: f64.slice(x, { start: [from, 0] }, [4, 5]), labels: f64.slice(labels, { start: [from, 0] }, [4, 3]),
    })
    const together = differentiate(whole, softmaxCrossEntropy)(f64, env)(params, [], { x, labels }).gradients
    const rule = accumulate(4, scaleBy(1))(f64, params)
    const last = [0, 4, 8, 12].map(rows).reduce<ReturnType<typeof rule.update>>(([, slots], batch) =>
      rule.update(differentiate(small, softmaxCrossEntropy)(f64, env)(params, [], batch).gradients, slots),
    [params, rule.init()])[0]
    // Sixteenths and quarters are exact, so only the order of 16 terms differs, each of them at most max |x| / 16.
    const bound = 2 * 16 * 2 ** -53 * Math.max(1, ...toFlat(x).map(Math.abs))
    numbersOf(last).forEach((u, i) => { expect(Math.abs(u - numbersOf(together)[i]!)).toBeLessThanOrEqual(bound) })
    expect(numbersOf(last).some((u) => u !== 0)).toBe(true)
  })

  test('then clip, or clip then accumulate: by hand', () => {
    const batches = [{ w: tensor([3, 4]) }, { w: tensor([-3, 0]) }] as const
    const last = (optimizer: Optimizer<(typeof batches)[0], Some>): readonly number[] => {
      const rule = optimizer(f32, batches[0])
      const [, slots]: readonly [unknown, Tree] = rule.update(batches[0], rule.init())
      return toFlat(rule.update(batches[1], slots)[0].w)
    }
    // the mean is [0, 2], its norm 2
    expect(last(accumulate(2, clipByGlobalNorm(1)))).toEqual([0, 1])
    // [0.6, 0.8] and [−1, 0], whose mean is [−0.2, 0.4]
    const [a, b] = last(chain(clipByGlobalNorm(1), accumulate(2, scaleBy(1))))
    expect(a).toBeCloseTo(-0.2, 6)
    expect(b).toBeCloseTo(0.4, 6)
  })

  test.each([0, -1, 1.5, NaN, 2 ** 31])('k %s is refused at once', (k) => {
    expect(() => accumulate(k, sgd({ learningRate: 1 }))).toThrow(Misuse)
    expect(() => accumulate(k, sgd({ learningRate: 1 }))).toThrow(`accumulate: k ${String(k)} is not a whole number from 1 to 2^30`)
  })
})
