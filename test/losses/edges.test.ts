import { describe, expect, test } from 'vitest'
import {
  binaryCrossEntropy, categoricalCrossEntropy, f32, f64, item, type Loss, type Ops, sigmoidCrossEntropy, softmaxCrossEntropy, type Some, type Tensor, tensor, toFlat,
} from '../../src/index.ts'

const at = (loss: Loss<Some, Some>, y: readonly number[], t: readonly number[], ops: Ops = f32): { readonly loss: number; readonly dy: readonly number[] } => {
  const [value, back] = loss(ops, tensor(y)).against(tensor(t))
  return { loss: item(value), dy: toFlat(back(ops.fill([], 1)) as Tensor) }
}

describe('probabilities of exactly 0 and 1', () => {
  test('categorical: 0 beside t = 0 does no harm, 0 beside t > 0 is infinite, 1 beside t = 1 is free', () => {
    expect(at(categoricalCrossEntropy, [0, 1], [0, 1])).toEqual({ loss: -0, dy: [-0, -1] })
    expect(at(categoricalCrossEntropy, [0, 0.5, 0.5], [0, 1, 0])).toEqual({ loss: Math.fround(Math.LN2), dy: [-0, -2, -0] })
    expect(at(categoricalCrossEntropy, [0, 1], [1, 0])).toEqual({ loss: Infinity, dy: [-Infinity, -0] })
    expect(at(categoricalCrossEntropy, [0, 1], [0.25, 0.75]).loss).toBe(Infinity)
  })

  test('binary: the right certainty is free and flat, the wrong one infinite', () => {
    const right = at(binaryCrossEntropy, [0, 1], [0, 1])
    expect(right.loss).toBeCloseTo(0, 15)
    expect(right.dy).toEqual([1, -1])
    expect(at(binaryCrossEntropy, [0], [1])).toEqual({ loss: Infinity, dy: [-Infinity] })
    expect(at(binaryCrossEntropy, [1], [0])).toEqual({ loss: Infinity, dy: [Infinity] })
    expect(at(binaryCrossEntropy, [0.25], [0])).toEqual({ loss: Math.fround(-Math.log(0.75)), dy: [Math.fround(1 / 0.75)] })
  })
})

describe('logits of ±1000', () => {
  test('softmax: 0 for the right certainty, the distance for the wrong one', () => {
    expect(at(softmaxCrossEntropy, [1000, -1000], [1, 0])).toEqual({ loss: 0, dy: [0, 0] })
    expect(at(softmaxCrossEntropy, [1000, -1000], [0, 1])).toEqual({ loss: 2000, dy: [1, -1] })
    expect(at(softmaxCrossEntropy, [-1000, -1000], [0, 1])).toEqual({ loss: Math.fround(Math.LN2), dy: [0.5, -0.5] })
    expect(at(softmaxCrossEntropy, [1000, 1000, 1000], [1, 0, 0]).loss).toBe(Math.fround(Math.log(3)))
  })

  test('sigmoid: the same', () => {
    expect(at(sigmoidCrossEntropy, [1000, -1000], [1, 0])).toEqual({ loss: 0, dy: [0, 0] })
    expect(at(sigmoidCrossEntropy, [1000, -1000], [0, 1])).toEqual({ loss: 2000, dy: [1, -1] })
    expect(at(sigmoidCrossEntropy, [0], [0.5])).toEqual({ loss: Math.fround(Math.LN2), dy: [0] })
  })

  test('a small loss is as exact as a large one, also in f32', () => {
    for (const x of [1, 5, 10, 15, 30, 80]) {
      const wanted = Math.log1p(Math.exp(-x))
      expect(Math.abs(at(sigmoidCrossEntropy, [x], [1]).loss - wanted)).toBeLessThan(1e-6 * wanted)
      expect(Math.abs(at(sigmoidCrossEntropy, [-x], [0]).loss - wanted)).toBeLessThan(1e-6 * wanted)
    }
  })
})

describe('rows of labels that do not sum to one', () => {
  test('softmax: dx = p Σt − t, where TensorFlow.js takes Σt for 1', () => {
    const [p, t] = [[0.25, 0.75], [1, 1]]
    const { loss, dy } = at(softmaxCrossEntropy, [0, Math.log(3)], t, f64)
    expect(loss).toBeCloseTo(-Math.log(0.25) - Math.log(0.75), 6)
    dy.forEach((d, i) => { expect(d).toBeCloseTo(2 * (p[i] ?? NaN) - (t[i] ?? NaN), 6) })
    expect(at(softmaxCrossEntropy, [3, -1], [0, 0])).toEqual({ loss: 0, dy: [0, 0] })
  })

  test('categorical and binary: each term by itself', () => {
    expect(at(categoricalCrossEntropy, [0.5, 0.25], [1, 1]).loss).toBeCloseTo(3 * Math.LN2, 6)
    expect(at(binaryCrossEntropy, [0.5, 0.5], [1, 1]).loss).toBeCloseTo(2 * Math.LN2, 6)
  })
})

test('the two forms of one loss agree: through probabilities, and from logits', () => {
  const [x, t] = [tensor([[0.5, -1, 2], [0, 0.25, -3]], { precision: 'f64' }), tensor([[0.2, 0.3, 0.5], [1, 0, 0]], { precision: 'f64' })]
  const e = f64.exp(x)
  const p = f64.div(e, f64.broadcast(f64.sum(e, [1]), [2, 3], [1]))
  expect(item(softmaxCrossEntropy(f64, x).against(t)[0])).toBeCloseTo(item(categoricalCrossEntropy(f64, p).against(t)[0]), 12)
  expect(item(sigmoidCrossEntropy(f64, x).against(t)[0])).toBeCloseTo(item(binaryCrossEntropy(f64, f64.sigmoid(x)).against(t)[0]), 12)
})
