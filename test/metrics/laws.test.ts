import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f64, fromFlat, type Shape, type Some, type Tensor, toFlat } from '../../src/index.ts'
import * as metrics from '../../src/metrics/index.ts'
import { firstClasses } from '../../src/metrics/kernels/class-order.ts'
import { holds } from '../support/examples.ts'

const CLASSES = 4
const settings = { classes: CLASSES, zeroDivision: 0 }

type Labels = 'shares' | 'class numbers' | 'numbers'

/** Every metric, with the kinds of labels that it takes. */
const rows: readonly { readonly name: string, readonly of: metrics.AnyMetric, readonly takes: readonly Labels[] }[] = [
  { name: 'accuracy', of: metrics.accuracy, takes: ['shares', 'class numbers'] },
  { name: 'topK', of: metrics.topK(2), takes: ['shares', 'class numbers'] },
  { name: 'confusionMatrix', of: metrics.confusionMatrix(CLASSES), takes: ['shares', 'class numbers'] },
  ...(['macro', 'micro', 'weighted'] as const).flatMap((average) => [
    { name: `precision, ${average}`, of: metrics.precision({ ...settings, average }), takes: ['class numbers'] as const },
    { name: `recall, ${average}`, of: metrics.recall({ ...settings, average }), takes: ['class numbers'] as const },
    { name: `f1, ${average}`, of: metrics.f1({ ...settings, average }), takes: ['class numbers'] as const },
  ]),
  { name: 'precisionPerClass', of: metrics.precisionPerClass(settings), takes: ['shares', 'class numbers'] },
  { name: 'recallPerClass', of: metrics.recallPerClass(settings), takes: ['shares', 'class numbers'] },
  { name: 'f1PerClass', of: metrics.f1PerClass(settings), takes: ['shares', 'class numbers'] },
  { name: 'meanSquaredError', of: metrics.meanSquaredError, takes: ['numbers'] },
  { name: 'meanAbsoluteError', of: metrics.meanAbsoluteError, takes: ['numbers'] },
  { name: 'rSquared', of: metrics.rSquared, takes: ['numbers'] },
  { name: 'crossEntropy', of: metrics.crossEntropy, takes: ['shares', 'class numbers'] },
  { name: 'perplexity', of: metrics.perplexity, takes: ['shares', 'class numbers'] },
  { name: 'combine', of: metrics.combine({ accuracy: metrics.accuracy, crossEntropy: metrics.crossEntropy }), takes: ['shares', 'class numbers'] },
]

interface Row {
  readonly y: readonly number[]
  readonly t: readonly number[]
  readonly c: number
}

/** Numbers of very different size, so that a sum which rounds depends on its order, and a few that are not finite. */
const wide = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -30, max: 30 })).map(([x, e]) => x * 2 ** e)
const special = fc.oneof({ weight: 30, arbitrary: wide }, { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) })
const numbers = (one: fc.Arbitrary<number>): fc.Arbitrary<readonly number[]> => fc.array(one, { minLength: CLASSES, maxLength: CLASSES })
const examples = fc.tuple(fc.boolean(), fc.array(fc.nat(99), { minLength: 24, maxLength: 24 }))
  .chain(([odd, order]) => fc.array(fc.record<Row>({
    y: numbers(odd ? special : wide), t: numbers(wide), c: fc.nat(CLASSES - 1),
  }), { minLength: 1, maxLength: 24 }).map((all) => ({ all, order })))

const pair = (all: readonly Row[], labels: Labels, precision: 'f32' | 'f64'): readonly [Tensor, Tensor] => {
  const shape: Some = [all.length, CLASSES]
  return [
    fromFlat(shape, all.flatMap(({ y }) => y), { precision }),
    labels === 'class numbers' ? fromFlat([all.length] as Some, all.map(({ c }) => c), { dtype: 'i32' })
    : fromFlat(shape, all.flatMap(({ t }) => labels === 'numbers' ? t : t.map(Math.abs)), { precision }),
  ]
}

describe.each(rows.flatMap((row) => row.takes.map((labels) => ({ ...row, labels }))))('$name of $labels', ({ of, labels }) => {
  test('does not depend on the order of the examples, nor on how they are cut into batches, to the bit', () => {
    holds(fc.property(examples, fc.integer({ min: 1, max: 7 }), fc.constantFrom('f32', 'f64'), ({ all, order }, size, precision) => {
      const whole = metrics.measure(of, [pair(all, labels, precision)])
      const turned = all.map((row, i) => ({ row, at: order[i]! })).sort((a, b) => a.at - b.at).map(({ row }) => row)
      const cut = Array.from({ length: Math.ceil(all.length / size) }, (_, i) => pair(turned.slice(i * size, (i + 1) * size), labels, precision))
      expect(metrics.measure(of, cut)).toEqual(whole)
      expect(of(...pair(all, labels, precision))).toEqual(whole)
    }), 60)
  })

  test('its summaries are a commutative monoid', () => {
    holds(fc.property(examples, examples, examples, (a, b, c) => {
      const [x, y, z] = [a, b, c].map(({ all }) => of.of(...pair(all, labels, 'f32')) as unknown)
      expect(of.value(of.concat(x, of.concat(y, z)))).toEqual(of.value(of.concat(of.concat(x, y), z)))
      expect(of.value(of.concat(x, y))).toEqual(of.value(of.concat(y, x)))
      expect(of.value(of.concat(of.empty, x))).toEqual(of.value(x))
      expect(of.value(of.concat(x, of.empty))).toEqual(of.value(x))
    }), 20)
  })
})

describe('what metrics have to do with one another', () => {
  const some = examples.map(({ all }) => pair(all, 'class numbers', 'f32'))

  test('accuracy is topK(1), is the trace of the confusion matrix, and is every micro average', () => {
    holds(fc.property(some, ([outputs, labels]) => {
      const accuracy = metrics.accuracy(outputs, labels)
      const matrix = metrics.confusionMatrix(CLASSES)(outputs, labels)
      expect(metrics.topK(1)(outputs, labels)).toBe(accuracy)
      expect(matrix.reduce((sum, row, i) => sum + row[i]!, 0) / matrix.flat().reduce((a, b) => a + b)).toBe(accuracy)
      for (const one of [metrics.precision, metrics.recall, metrics.f1]) expect(one({ ...settings, average: 'micro' })(outputs, labels)).toBe(accuracy)
      expect(metrics.topK(CLASSES)(outputs, labels)).toBe(1)
    }), 100)
  })

  test('the class that is said is the argmax, with equal outputs and NaN too', () => {
    const few = fc.constantFrom(0, -0, 1, NaN, -Infinity, Infinity)
    holds(fc.property(fc.array(numbers(few), { minLength: 1, maxLength: 8 }), (all) => {
      const shape: Shape = [all.length, CLASSES]
      expect(Array.from(firstClasses(all.flat(), CLASSES))).toEqual(toFlat(f64.argmax(fromFlat(shape as Some, all.flat()), 1 as never)))
    }), 300)
  })
})
