import { describe, expect, test } from 'vitest'
import { f64, fromFlat, item, softmaxCrossEntropy, tensor, type Tensor, toPrecision } from '../../src/index.ts'
import * as metrics from '../../src/metrics/index.ts'

const outputs = tensor([[0, 2, 1], [2, 1, 0]])
const i32 = { dtype: 'i32' } as const

describe('outputs of any leading axes', () => {
  const [deep, flat] = [fromFlat([2, 2, 3], [1, 2, 3, 3, 2, 1, 1, 3, 2, 5, 0, 9]), fromFlat([4, 3], [1, 2, 3, 3, 2, 1, 1, 3, 2, 5, 0, 9])]
  const [deepIds, flatIds] = [fromFlat([2, 2], [2, 1, 1, 2], i32), fromFlat([4], [2, 1, 1, 2], i32)]
  test('are so many rows, as the tokens of sequences are', () => {
    expect(metrics.accuracy(deep, deepIds)).toBe(0.75)
    expect(metrics.perplexity(deep, deepIds)).toBe(metrics.perplexity(flat, flatIds))
    expect(metrics.meanSquaredError(deep, deep)).toBe(0)
  })
})

describe('at the ends', () => {
  const nothing: readonly (readonly [Tensor, Tensor])[] = []
  test('without rows: NaN, zeros in the matrix, and what 0 / 0 was said to be', () => {
    const none = metrics.measure(metrics.combine({
      accuracy: metrics.accuracy, matrix: metrics.confusionMatrix(2), squared: metrics.meanSquaredError, rSquared: metrics.rSquared,
      perplexity: metrics.perplexity, recall: metrics.recall({ classes: 2, average: 'weighted', zeroDivision: 1 }),
    }), nothing)
    expect(none).toEqual({ accuracy: NaN, matrix: [[0, 0], [0, 0]], squared: NaN, rSquared: NaN, perplexity: NaN, recall: 1 })
  })

  test('R²: 1 where all is right, 0 for the mean, and none where labels do not vary', () => {
    const labels = tensor([1, 2, 3, 6])
    expect([metrics.rSquared(labels, labels), metrics.rSquared(tensor([3, 3, 3, 3]), labels)]).toEqual([1, 0])
    const still = tensor([2, 2, 2, 2])
    expect([metrics.rSquared(still, still), metrics.rSquared(labels, still)]).toEqual([NaN, -Infinity])
    expect([metrics.rSquared(tensor([1, 2, 3, Infinity]), labels), metrics.rSquared(labels, tensor([1, 2, 3, Infinity]))]).toEqual([-Infinity, NaN])
  })

  test('R² of labels far from 0 keeps every digit: moving outputs and labels together changes nothing', () => {
    const [y, t] = [[0.5, 1, 1.5, 2.5], [0.75, 1.25, 1.25, 2.5]]
    const far = (xs: readonly number[]) => fromFlat([4], xs.map((x) => x + 2 ** 50), { precision: 'f64' })
    expect(metrics.rSquared(far(y), far(t))).toBe(metrics.rSquared(fromFlat([4], y), fromFlat([4], t)))
  })

  test('cross-entropy is that of the loss, for one row to the bit in f64', () => {
    const [logits, t] = [toPrecision('f64')(tensor([[0.5, -1, 3]])), toPrecision('f64')(tensor([[0, 1, 0]]))]
    expect(metrics.crossEntropy(logits, t)).toBe(item(softmaxCrossEntropy(f64, logits).against(t)[0]))
  })

  test('a class that cannot be costs nothing where it is not; everything where it is', () => {
    const logits = tensor([[-Infinity, 0]])
    expect([metrics.crossEntropy(logits, tensor([1], i32)), metrics.perplexity(logits, tensor([0], i32))]).toEqual([0, Infinity])
    expect(metrics.perplexity(tensor([[NaN, 0]]), tensor([1], i32))).toBe(NaN)
    expect(metrics.perplexity(tensor([[7, 7]]), tensor([1], i32))).toBe(2)
  })
})

describe('misuse', () => {
  test.each([
    ['shapes that differ', () => metrics.accuracy(outputs, tensor([1], i32)), 'accuracy: outputs are [2, 3], labels are [1]'],
    ['a number that is no class', () => metrics.accuracy(outputs, tensor([1, 3], i32)), 'accuracy: label at [1] is 3, not a class from 0 to 2'],
    ['a negative class', () => metrics.perplexity(outputs, tensor([-1, 2], i32)), 'perplexity: label at [0] is -1, not a class from 0 to 2'],
    ['k of more than the classes', () => metrics.topK(4)(outputs, tensor([1, 0], i32)), 'topK(4): there are only 3 classes'],
    ['k of no rank', () => metrics.topK(0), 'topK: k 0 is not a whole number from 1 upward'],
    ['another number of classes', () => metrics.confusionMatrix(4)(outputs, tensor([1, 0], i32)), 'confusionMatrix(4): the outputs have 3 classes, not 4'],
    ['one class', () => metrics.confusionMatrix(1), 'confusionMatrix(1): 1 classes is not a whole number from 2 upward'],
    ['another 0 / 0', () => metrics.f1({ classes: 3, average: 'macro', zeroDivision: 0.5 }), 'f1: zeroDivision 0.5 is not 0, 1 or NaN'],
    ['another average', () => metrics.f1({ classes: 3, average: 'mean' as 'macro', zeroDivision: 0 }), 'f1: average "mean" is not macro, micro or weighted'],
    ['whole numbers beside real ones', () => metrics.meanAbsoluteError(tensor([1, 2]), tensor([1, 2], i32) as never), 'outputs hold float, labels i32'],
    ['columns that change', () => metrics.measure(metrics.rSquared, [[outputs, outputs], [tensor([1]), tensor([1])]] as readonly (readonly [Tensor, Tensor])[]), 'rSquared: batches of 3 and of 1 columns'],
  ])('%s', (_, wrong, message) => {
    expect(wrong).toThrow(message)
  })
})
