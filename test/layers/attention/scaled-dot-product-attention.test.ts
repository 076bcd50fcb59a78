import { describe, expect, test } from 'vitest'
import { compile, f32, f64, type Float, type Ops, type Shape, type Some, type Tensor, tensor, toFlat, treeEquals } from '../../../src/index.ts'
import { type AttentionSettings, scaledDotProductAttention } from '../../../src/layers/attention/scaled-dot-product-attention.ts'
import { draw } from '../../support/draw.ts'
import { expectWithin } from './within.ts'

type Four = Float<readonly [number, number, number, number]>

/** The value, and with a cotangent the gradients of queries, keys and values. */
const attended = (ops: Ops, [q, k, v, dy]: readonly Tensor[], settings: AttentionSettings<number, number> = {}): readonly Tensor[] => {
  const [y, back] = scaledDotProductAttention(ops, q as Four, k as Four, v as Four, settings)
  return [y, ...back(dy as Four)]
}

const drawn = (ops: Ops, shapes: readonly Shape[]): readonly Tensor[] => shapes.map((shape, i) => draw(ops, i + 1, shape))

describe('two tokens by hand', () => {
  // Scores (0, 0) and (0, ln 3) are weights (1/2, 1/2) and (1/4, 3/4).
  const log3 = Math.fround(Math.log(3))
  const [first, second] = [1 / (1 + Math.exp(log3)), 1 / (1 + Math.exp(-log3))]
  const given = [tensor([[[[0], [1]]]]), tensor([[[[0], [log3]]]]), tensor([[[[1], [5]]]]), tensor([[[[0], [1]]]])]

  test('each token sees both', () => {
    const slope = first * second * 4
    expectWithin((ops) => attended(ops, given), [
      [3, first + 5 * second],
      [0, slope * log3],
      [-slope, slope],
      [first, second],
    ])
    expect(first + 5 * second).toBeCloseTo(4, 6)
  })

  test('causal: the first sees itself alone', () => {
    expect(toFlat(attended(f64, given, { causal: true })[0]!)[0]).toBe(1)
  })

  test('the scale is 1 / √D', () => {
    const wide = [tensor([[[[1, 1, 1, 1]]]]), tensor([[[[0, 0, 0, 0], [1, 1, 1, 1]]]]), tensor([[[[0], [1]]]]), tensor([[[[1]]]])]
    expectWithin((ops) => attended(ops, wide).slice(0, 1), [[1 / (1 + Math.exp(-2))]])
  })
})

describe('what is not seen has weight 0', () => {
  test('a query sees as many of the keys as stand before it', () => {
    const given = drawn(f32, [[1, 1, 3, 2], [1, 1, 5, 2], [1, 1, 5, 2], [1, 1, 3, 2]])
    const [, , dk, dv] = attended(f32, given, { causal: true })
    ;[dk, dv].forEach((gradient) => {
      expect(toFlat(gradient!).slice(6)).toEqual([0, 0, 0, 0])
      expect(toFlat(gradient!).slice(0, 6)).not.toContain(0)
    })
  })

  test('a later key, however large, is no reason to lose the others', () => {
    const given = [tensor([[[[1], [1]]]]), tensor([[[[1], [1e30]]]]), tensor([[[[2], [3]]]]), tensor([[[[1], [1]]]])]
    expect(toFlat(attended(f32, given, { causal: true })[0]!)).toEqual([2, 3])
  })

  test('a query that sees no key gives 0 and has gradient 0, on every engine', () => {
    const mask: Some = tensor([[false, false, false], [true, false, true]], { dtype: 'bool' })
    const program = (ops: Ops) => (...given: readonly Tensor[]): readonly Tensor[] => attended(ops, given, { mask })
    for (const ops of [f32, f64]) {
      const all = program(ops)(...drawn(ops, [[2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2]]))
      all.forEach((result) => {
        const numbers = toFlat(result)
        expect(numbers.slice(0, 12).every((x) => x === 0)).toBe(true)
        expect(numbers.slice(12).every((x) => Number.isFinite(x))).toBe(true)
        expect(numbers.slice(12).some((x) => x !== 0)).toBe(true)
      })
    }
    const given = drawn(f32, [[2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2]])
    for (const threads of [1, 2, 3]) {
      const compiled = compile<readonly Tensor[], readonly Tensor[]>(program, { threads, worthSharing: 0 })
      expect(treeEquals(compiled(...given), program(f32)(...given))).toBe(true)
      compiled.dispose()
    }
  })

  test('NaN among what is seen is not hidden', () => {
    const given = [tensor([[[[1], [1]]]]), tensor([[[[1], [NaN]]]]), tensor([[[[2], [3]]]]), tensor([[[[1], [1]]]])]
    expect(toFlat(attended(f32, given, { causal: true })[0]!)).toEqual([2, NaN])
  })
})

test('scores beyond the largest exponent do not overflow', () => {
  const given = [tensor([[[[1000]]]]), tensor([[[[1000], [999]]]]), tensor([[[[2], [3]]]]), tensor([[[[1]]]])]
  expect(attended(f32, given).map(toFlat)).toEqual([[2], [0], [0, 0], [1, 0]])
})
