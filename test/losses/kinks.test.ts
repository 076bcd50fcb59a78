import { describe, expect, test } from 'vitest'
import { f32, f64, initialize, input, item, key, type Loss, Misuse, pipe, sgd, type Some, type Tensor, tensor, toFlat, trainStep } from '../../src/index.ts'
import { meanAbsoluteError } from '../../src/losses/absolute-error.ts'
import { cosineDistance } from '../../src/losses/cosine-distance.ts'
import { binaryCrossEntropyWith } from '../../src/losses/cross-entropy.ts'
import { sigmoidCrossEntropyWith, softmaxCrossEntropy, softmaxCrossEntropyWith } from '../../src/losses/cross-entropy-on-logits.ts'
import { hinge, squaredHinge } from '../../src/losses/hinge.ts'
import { huber } from '../../src/losses/huber.ts'
import { klDivergence } from '../../src/losses/kl-divergence.ts'
import { logCosh } from '../../src/losses/log-cosh.ts'
import { poisson } from '../../src/losses/poisson.ts'
import { sparseSoftmaxCrossEntropy } from '../../src/losses/sparse-cross-entropy.ts'
import { someStep } from '../../src/train/some-step.ts'

const at = (loss: Loss<Some, Some>, y: readonly number[], t: readonly number[], ops = f32): { readonly loss: number; readonly dy: readonly number[] } => {
  const wide = { precision: ops === f32 ? 'f32' : 'f64' } as const
  const [value, back] = loss(ops, tensor(y, wide)).against(tensor(t, wide))
  return { loss: item(value), dy: toFlat(back(ops.fill([], 1)) as Tensor).map((v) => v + 0) }
}

describe('at kinks and borders', () => {
  test('absolute error: slope 0 where outputs meet labels', () => {
    expect(at(meanAbsoluteError, [1, 2, 3, 4], [1, 3, 1, 4])).toEqual({ loss: 0.75, dy: [0, -0.25, 0.25, 0] })
  })

  test('huber: both sides meet at delta, in value and slope', () => {
    expect(at(huber(), [1, -1, 3, 0], [0, 0, 0, 0])).toEqual({ loss: (0.5 + 0.5 + 2.5) / 4, dy: [0.25, -0.25, 0.25, 0] })
    expect(at(huber({ delta: 2, reduction: 'sum' }), [2, 5], [0, 0])).toEqual({ loss: 2 + 8, dy: [2, 2] })
  })

  test('hinge: slope 0 at the margin', () => {
    expect(at(hinge, [1, -1, 0, 2], [1, -1, 1, -1])).toEqual({ loss: (0 + 0 + 1 + 3) / 4, dy: [0, 0, -0.25, 0.25] })
    expect(at(squaredHinge, [1, 0, 2, 0], [1, 1, -1, -1])).toEqual({ loss: (0 + 1 + 9 + 1) / 4, dy: [0, -0.5, 1.5, 0.5] })
  })

  test('probabilities and rates of 0 beside labels of 0 do no harm', () => {
    expect(at(klDivergence, [0, 1], [0, 1])).toEqual({ loss: 0, dy: [0, -1] })
    expect(at(klDivergence, [0, 1], [1, 0]).loss).toBe(Infinity)
    expect(at(poisson, [0, 2], [0, 0])).toEqual({ loss: 1, dy: [0.5, 0.5] })
    expect(at(poisson, [0], [1]).loss).toBe(Infinity)
  })

  test('cosine: same, square and opposite directions of any length; a row of zeros has none', () => {
    // The numbers themselves are off by a rounding each, of which the distance is half a square.
    expect(at(cosineDistance, [3e30, 4e30], [3e-30, 4e-30]).loss).toBeLessThan((2 ** -22) ** 2)
    expect(at(cosineDistance, [2, 0], [0, 5])).toEqual({ loss: 1, dy: [0, -0.5] })
    expect(at(cosineDistance, [2, 0], [-3, 0])).toEqual({ loss: 2, dy: [0, 0] })
    expect(at(cosineDistance, [0, 0], [1, 0])).toEqual({ loss: 0.5, dy: [0, 0] })
    expect(at(cosineDistance, [0, 0], [0, 0])).toEqual({ loss: 0, dy: [0, 0] })
  })
})

test('log cosh: no digit is lost for small errors, nothing overflows for large ones', () => {
  // log cosh e = e²/2 − e⁴/12 + e⁶/45 − 17 e⁸/2520 + …
  for (const [ops, unit] of [[f32, 2 ** -24], [f64, 2 ** -53]] as const) {
    for (const e of [2 ** -30, 2 ** -12, 2 ** -7]) {
      const wanted = e ** 2 / 2 - e ** 4 / 12 + e ** 6 / 45 - 17 * e ** 8 / 2520
      expect(Math.abs(at(logCosh, [e], [0], ops).loss / wanted - 1)).toBeLessThanOrEqual(8 * unit)
    }
  }
  expect(at(logCosh, [1e30, -1e30], [0, 0])).toEqual({ loss: Math.fround(1e30), dy: [0.5, -0.5] })
  expect(Math.abs(at(logCosh, [1], [0], f64).loss - Math.log(Math.cosh(1)))).toBeLessThanOrEqual(4 * 2 ** -53)
})

describe('settings', () => {
  test('smoothing and weights are those of labels that were smoothed and weighted by hand', () => {
    const [y, t] = [[1, 2, 3], [0, 1, 0]]
    const smoothed = at(softmaxCrossEntropyWith({ labelSmoothing: 0.3 }), y, t, f64)
    const byHand = at(softmaxCrossEntropy, y, [0.1, 0.8, 0.1], f64)
    expect(Math.abs(smoothed.loss - byHand.loss)).toBeLessThanOrEqual(8 * 2 ** -53)
    expect(at(softmaxCrossEntropyWith({ classWeights: [1, 4, 1] }), y, t, f64).loss).toBe(4 * at(softmaxCrossEntropy, y, t, f64).loss)
    expect(at(softmaxCrossEntropyWith({}), y, t)).toEqual(at(softmaxCrossEntropy, y, t))
  })

  test.each([
    ['huber: delta is 0, not a finite number above 0', () => huber({ delta: 0 })],
    ['softmaxCrossEntropyWith: labelSmoothing is 1.5, not a number from 0 to 1', () => softmaxCrossEntropyWith({ labelSmoothing: 1.5 })],
    ['softmaxCrossEntropyWith: classWeights are [1, -1], not finite numbers from 0 up', () => softmaxCrossEntropyWith({ classWeights: [1, -1] })],
    ['softmaxCrossEntropyWith: 2 classWeights were given for 3 classes', () => at(softmaxCrossEntropyWith({ classWeights: [1, 1] }), [1, 2, 3], [0, 1, 0])],
    ['sigmoidCrossEntropyWith: 3 classWeights were given for 2 classes, no and yes', () => at(sigmoidCrossEntropyWith({ classWeights: [1, 1, 1] }), [1], [0])],
    ['binaryCrossEntropyWith: labelSmoothing is NaN, not a number from 0 to 1', () => binaryCrossEntropyWith({ labelSmoothing: NaN })],
  ])('%s', (message, use) => {
    expect(use).toThrow(Misuse)
    expect(use).toThrow(message)
  })
})

test.each([
  ['hinge: label at [0] is 0, not -1 or 1', hinge, tensor([0, 1])],
  ['poisson: label at [1] is -1, not a finite number from 0 up', poisson, tensor([3, -1])],
  ['sparseSoftmaxCrossEntropy: label at [] is 2, not a class from 0 to 1, nor -1, which is ignored', sparseSoftmaxCrossEntropy, tensor(2, { dtype: 'i32' })],
  ['sparseSoftmaxCrossEntropy: label at [] is -2, not a class from 0 to 1, nor -1, which is ignored', sparseSoftmaxCrossEntropy, tensor(-2, { dtype: 'i32' })],
  ['sparseSoftmaxCrossEntropy: labels are [2], the outputs ask for []', sparseSoftmaxCrossEntropy, tensor([0, 1], { dtype: 'i32' })],
  ['sparseSoftmaxCrossEntropy: labels hold float, the outputs ask for i32', sparseSoftmaxCrossEntropy, tensor(1)],
] as const)('labels that a loss cannot take are refused: %s', (message, loss: Some, labels: Some) => {
  const step = someStep(trainStep(pipe(input([2])), loss, sgd({ learningRate: 0.1 })))
  const use = () => step(initialize(step, key(0)), { x: tensor([1, 2]), labels })
  expect(use).toThrow(Misuse)
  expect(use).toThrow(message)
})
