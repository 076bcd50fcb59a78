import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fromFlat } from '../../src/index.ts'
import * as metrics from '../../src/metrics/index.ts'

type Plain = number | 'NaN'
type Average = 'none' | 'macro' | 'micro' | 'weighted'

interface Classes {
  readonly logits: readonly (readonly number[])[]
  readonly right: readonly number[]
  readonly accuracy: number
  readonly topK: readonly number[]
  readonly confusionMatrix: readonly (readonly number[])[]
  readonly crossEntropy: number
  readonly shares: readonly {
    readonly kind: 'precision' | 'recall' | 'f1', readonly average: Average, readonly zeroDivision: Plain, readonly value: readonly Plain[]
  }[]
}

interface Numbers {
  readonly outputs: readonly (readonly number[])[]
  readonly labels: readonly (readonly number[])[]
  readonly meanSquaredError: number
  readonly meanAbsoluteError: number
  readonly rSquared: number
}

/** What scikit-learn says; `fixtures/scikit_learn.py` wrote it. */
const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as
  { readonly classes: readonly Classes[], readonly numbers: readonly Numbers[] }

const [ROWS, CLASSES, COLUMNS] = [40, 5, 3] as const
/** One rounding, of either side. */
const ROUNDING = 2 ** -52

const single = { precision: metrics.precision, recall: metrics.recall, f1: metrics.f1 }
const each = { precision: metrics.precisionPerClass, recall: metrics.recallPerClass, f1: metrics.f1PerClass }

/** A sum of so many positive f64 numbers, each of which was rounded too. */
const isSumOf = (terms: number, ours: number, theirs: number): void => {
  expect(Number.isNaN(ours)).toBe(Number.isNaN(theirs))
  if (!Number.isNaN(ours)) expect(Math.abs(ours - theirs)).toBeLessThanOrEqual((terms + 2) * ROUNDING * Math.abs(theirs))
}

describe.each(fixture.classes.map((one, i) => ({ ...one, i })))('classes as in scikit-learn, example $i', (one) => {
  const logits = fromFlat([ROWS, CLASSES], one.logits.flat())
  const right = fromFlat([ROWS], one.right, { dtype: 'i32' })
  const labels = fromFlat([ROWS, CLASSES], one.right.flatMap((right) => Array.from({ length: CLASSES }, (_, c) => c === right ? 1 : 0)))

  test('what is counted is equal: accuracy, top k, the confusion matrix; of numbers of classes and of one-hot rows', () => {
    for (const given of [{ accuracy: metrics.accuracy(logits, right), matrix: metrics.confusionMatrix(CLASSES)(logits, right) },
      { accuracy: metrics.accuracy(logits, labels), matrix: metrics.confusionMatrix(CLASSES)(logits, labels) }]) {
      expect(given).toEqual({ accuracy: one.accuracy, matrix: one.confusionMatrix })
    }
    expect(one.topK.map((_, i) => metrics.topK(i + 1)(logits, right))).toEqual(one.topK)
    expect(one.topK.map((_, i) => metrics.topK(i + 1)(logits, labels))).toEqual(one.topK)
  })

  test.each(one.shares)('$kind, $average, 0 / 0 as $zeroDivision', ({ kind, average, zeroDivision, value }) => {
    const settings = { classes: CLASSES, zeroDivision: Number(zeroDivision) }
    const theirs = value.map(Number)
    if (average === 'none') expect(each[kind](settings)(logits, right)).toEqual(theirs)
    else isSumOf(CLASSES, single[kind]({ ...settings, average })(logits, right), theirs[0]!)
  })

  test('cross-entropy, and perplexity as its exponential', () => {
    // Each row's −log p is off by what p is relatively (an exponential, a sum over the classes, a quotient), and by its own rounding.
    const bound = (CLASSES + 4 + (ROWS + 2) * one.crossEntropy) * ROUNDING
    for (const given of [metrics.crossEntropy(logits, right), metrics.crossEntropy(logits, labels)]) {
      expect(Math.abs(given - one.crossEntropy)).toBeLessThanOrEqual(bound)
    }
    const theirs = Math.exp(one.crossEntropy)
    expect(Math.abs(metrics.perplexity(logits, right) - theirs)).toBeLessThanOrEqual((bound + 2 * ROUNDING) * theirs)
  })
})

describe.each(fixture.numbers.map((one, i) => ({ ...one, i })))('real numbers as in scikit-learn, example $i', (one) => {
  const [outputs, labels] = [fromFlat([ROWS, COLUMNS], one.outputs.flat()), fromFlat([ROWS, COLUMNS], one.labels.flat())]

  test('mean squared and mean absolute error', () => {
    isSumOf(ROWS * COLUMNS, metrics.meanSquaredError(outputs, labels), one.meanSquaredError)
    isSumOf(ROWS * COLUMNS, metrics.meanAbsoluteError(outputs, labels), one.meanAbsoluteError)
  })

  test('R²: the quotient of two sums, taken from 1', () => {
    // Their mean of the labels is rounded, by `ROWS` roundings of numbers as large as the labels; a shift δ of the mean adds n δ² to T.
    const columns = [0, 1, 2].map((c) => one.labels.map((row) => row[c]!))
    const added = columns.map((t) => {
      const mean = t.reduce((a, b) => a + b) / ROWS
      const total = t.reduce((sum, x) => sum + (x - mean) ** 2, 0)
      return (ROWS * (ROWS * ROUNDING * Math.max(...t.map(Math.abs))) ** 2) / total
    })
    const bound = 2 * (ROWS + 4) * ROUNDING * (2 + Math.abs(one.rSquared)) + Math.max(...added)
    expect(Math.abs(metrics.rSquared(outputs, labels) - one.rSquared)).toBeLessThanOrEqual(bound)
  })
})
