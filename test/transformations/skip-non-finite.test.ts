import { describe, expect, test } from 'vitest'
import { adam, tensor, toFlat, toPrecision, treeEquals } from '../../src/index.ts'
import { skipNonFinite } from '../../src/transformations/index.ts'
import { precisions } from '../support/examples.ts'
import { engines, numbersOf } from '../support/numbers.ts'

const good = (x: number) => ({ w: tensor([[x, -x], [0.5, -0]]), b: tensor([1, 2, 3]) })
const bad = (x: number) => ({ w: tensor([[1, 2], [3, 4]]), b: tensor([1, x, 3]) })

describe.each(precisions)('skipNonFinite in %s', (precision) => {
  const ops = engines[precision]

  test('a step with any NaN or infinite gradient is as if it had not been, but counted', () => {
    const gradients = [good(1), bad(NaN), bad(Infinity), good(2), bad(-Infinity), good(3)].map(toPrecision(precision))
    const [rule, inner] = [skipNonFinite(adam({ learningRate: 0.1 }))(ops, gradients[0]!), adam({ learningRate: 0.1 })(ops, gradients[0]!)]
    let [slots, alone] = [rule.init(), inner.init()]
    const counts = gradients.map((g, i) => {
      const [updates, next] = rule.update(g, slots)
      if ([1, 2, 4].includes(i)) {
        expect(numbersOf(updates)).toEqual(numbersOf(g).map(() => -0))
      } else {
        const [expected, kept] = inner.update(g, alone)
        expect(treeEquals(updates, expected)).toBe(true)
        alone = kept
      }
      expect(treeEquals(next.inner, alone)).toBe(true)
      slots = next
      return [...toFlat(next.skipped), ...toFlat(next.inARow)]
    })
    expect(counts).toEqual([[0, 0], [1, 1], [2, 2], [2, 0], [3, 1], [3, 0]])
  })

  test('the largest finite numbers are finite, however many', () => {
    const largest = precision === 'f32' ? 2 ** 127 * (2 - 2 ** -23) : Number.MAX_VALUE
    const g = { w: ops.fill([100], largest), b: ops.fill([3], -largest) }
    const rule = skipNonFinite(adam({ learningRate: 0.1 }))(ops, g)
    expect(toFlat(rule.update(g, rule.init())[1].skipped)).toEqual([0])
  })

  test.each([NaN, Infinity, -Infinity])('one %s anywhere is seen', (x) => {
    for (const at of [0, 1, 4095, 4096, 9999]) {
      const g = { b: ops.fill([2], 1), w: ops.select(ops.equal(ops.iota([10_000], 0), ops.cast(ops.fill([10_000], at), 'i32')), ops.fill([10_000], x), ops.fill([10_000], 1)) }
      const rule = skipNonFinite(adam({ learningRate: 0.1 }))(ops, g)
      expect(toFlat(rule.update(g, rule.init())[1].skipped)).toEqual([1])
    }
  })
})
