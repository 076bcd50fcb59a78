import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Float, type Ids, tensor } from '../../src/index.ts'
import * as metrics from '../../src/metrics/index.ts'

const outputs = tensor([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
const labels = tensor([[0, 1], [1, 0], [0, 1]])
const classes = tensor([1, 0, 1], { dtype: 'i32' })

describe('what the compiler knows of metrics', () => {
  it('outputs and labels must be of one shape; class numbers lack the last axis', () => {
    expectTypeOf(metrics.accuracy(outputs, labels)).toEqualTypeOf<number>()
    expect(metrics.accuracy(outputs, classes)).toBe(metrics.accuracy(outputs, labels))
    // @ts-expect-error -- two rows of labels for three of outputs
    expect(() => metrics.accuracy(outputs, tensor([[0, 1], [1, 0]]))).toThrow('accuracy: outputs are [3, 2], labels are [2, 2]')
    expect(() => metrics.accuracy(outputs, tensor([0, 1], { dtype: 'i32' }))).toThrow('accuracy: outputs are [3, 2], labels are [2]')
    // @ts-expect-error -- real numbers beside others
    expect(() => metrics.meanSquaredError(outputs, tensor([[0], [1], [0]]))).toThrow('outputs are [3, 2], labels are [3, 1]')
  })

  it('a metric of every shape is one of each, and a combination says what each of its parts says', () => {
    expectTypeOf(metrics.accuracy).toExtend<metrics.Metric<Float<readonly [32, 10]>, Float<readonly [32, 10]>, metrics.Hits>>()
    expectTypeOf(metrics.accuracy).toExtend<metrics.Metric<Float<readonly [32, 10]>, Ids<readonly [32]>, metrics.Hits>>()
    const all = metrics.combine({ accuracy: metrics.accuracy, matrix: metrics.confusionMatrix(2), squared: metrics.meanSquaredError })
    const values = metrics.measure(all, [[outputs, labels], [outputs, labels]] as const)
    expectTypeOf(values).toEqualTypeOf<{
      readonly accuracy: number, readonly matrix: readonly (readonly number[])[], readonly squared: number
    }>()
    expect(values.matrix).toEqual([[2, 0], [0, 4]])
    expectTypeOf(metrics.measure(metrics.accuracy, [[outputs, labels]] as const)).toEqualTypeOf<number>()
    expectTypeOf(metrics.measure(metrics.accuracy, [[outputs, classes]] as const)).toEqualTypeOf<number>()
    // @ts-expect-error -- class numbers where the metric compares real numbers
    expect(() => metrics.measure(metrics.meanSquaredError, [[outputs, classes]] as const)).toThrow('meanSquaredError: outputs are [3, 2], labels are [3]')
  })
})
