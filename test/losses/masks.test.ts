import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, f32, f64, item, type Loss, Misuse, type Ops, type Shape, type Some, type Tensor, tensor, toFlat } from '../../src/index.ts'
import { meanAbsoluteError } from '../../src/losses/absolute-error.ts'
import { categoricalCrossEntropy } from '../../src/losses/cross-entropy.ts'
import { softmaxCrossEntropy, softmaxCrossEntropyWith } from '../../src/losses/cross-entropy-on-logits.ts'
import { ignoring } from '../../src/losses/ignoring.ts'
import { reduced } from '../../src/losses/reduced.ts'
import { sparseCategoricalCrossEntropy, sparseSoftmaxCrossEntropy, sparseSoftmaxCrossEntropyWith } from '../../src/losses/sparse-cross-entropy.ts'
import { meanSquaredError } from '../../src/losses/squared-error.ts'
import { draw, drawProbabilities } from '../support/draw.ts'
import { holds, seed, size } from '../support/examples.ts'
import { losses } from '../support/losses.ts'

const taken = (loss: Loss<Some, Some>, y: Tensor, t: Tensor, ops: Ops = f64): { readonly value: number; readonly dy: readonly number[] } => {
  const [value, back] = loss(ops, y).against(t)
  return { value: item(value), dy: toFlat(back(ops.fill([], 1)) as Tensor) }
}

const wide = (numbers: Some): Tensor => tensor(numbers, { precision: 'f64' })
const classes = (numbers: Some): Tensor => tensor(numbers, { dtype: 'i32' })

/** Near to rounding, number by number. */
const near = (found: readonly number[], wanted: readonly number[]): void => {
  expect(found.length).toBe(wanted.length)
  found.forEach((v, i) => { expect(Math.abs(v - wanted[i]!)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(wanted[i]!))) })
}

describe('class numbers are rows with a 1 at the class', () => {
  test('without a row that is ignored: as the loss on those rows', () => {
    holds(fc.property(size(4), size(5), seed, (rows, width, from) => {
      const ids = f64.argmax(draw(f64, from, [rows, width]) as Some, 1 as never) as Tensor
      const hot: Tensor = f64.cast(f64.equal(f64.iota([rows, width], 1), f64.broadcast(ids as Some, [rows, width], [1] as Some) as Some), 'float')
      for (const [sparse, dense, y] of [
        [sparseSoftmaxCrossEntropy, softmaxCrossEntropy, draw(f64, from + 1, [rows, width])],
        [sparseCategoricalCrossEntropy, categoricalCrossEntropy, drawProbabilities(f64, from + 1, [rows, width])],
      ] as const) {
        const [a, b] = [taken(sparse, y, ids), taken(dense, y, hot)]
        near([a.value, ...a.dy], [b.value, ...b.dy])
      }
    }), 40)
  })

  test('by hand, with padding: two rows of three count', () => {
    const y = wide([[0, Math.log(3)], [5, 5], [Math.log(7), 0]])
    const { value, dy } = taken(sparseSoftmaxCrossEntropy, y, classes([1, -1, 0]))
    near([value], [(-Math.log(0.75) - Math.log(0.875)) / 2])
    near(dy, [0.25 / 2, -0.25 / 2, 0, 0, -0.125 / 2, 0.125 / 2])
    const zero = taken(sparseSoftmaxCrossEntropyWith({ ignored: 0, reduction: 'sum' }), y, classes([1, 0, 0]))
    near([zero.value, ...zero.dy], [-Math.log(0.75), 0.25, -0.25, 0, 0, 0, 0])
  })

  test('leading axes are the axes of the labels', () => {
    const y = draw(f64, 1, [2, 3, 4])
    const ids = classes([[0, 1, -1], [3, -1, 2]])
    const flat = taken(sparseSoftmaxCrossEntropy, f64.reshape(y, [6, 4]) as Tensor, classes([0, 1, -1, 3, -1, 2]))
    const found = taken(sparseSoftmaxCrossEntropy, y, ids)
    expect([found.value, ...found.dy]).toEqual([flat.value, ...flat.dy])
    expect(sparseSoftmaxCrossEntropy(f64, y as Some).like).toEqual({ shape: [2, 3], dtype: 'i32' })
    near([taken(sparseSoftmaxCrossEntropy, wide([0, 0]), classes(1)).value], [Math.LN2])
  })
})

describe('rows that do not count', () => {
  const padded = losses.filter(({ ignored }) => ignored === undefined)

  test.each(padded)('ignoring($name): the loss of the other rows alone, no gradient to those', ({ loss, outputs, labels }) => {
    holds(fc.property(size(4), size(4), size(3), seed, (kept, width, left, from) => {
      const [y, t] = [outputs(f64, from, [kept, width]), labels(f64, from + 1, [kept, width])]
      const more = f64.fill([left, width], NaN)
      const joined = (a: Tensor, b: Tensor): Tensor => f64.concat([b, a] as Some, 0 as never, [kept + left, width]) as Tensor
      const masked = ignoring(loss as Some, -7)
      const found = taken(masked, joined(y, more), joined(t, f64.fill([left, width], -7)))
      const alone = taken(loss, y, t)
      near([found.value], [alone.value])
      near(found.dy, [...Array<number>(left * width).fill(0), ...alone.dy])
    }), 20)
  })

  test.each([
    ['ignoring a row of values', ignoring(meanSquaredError, 0), [[1, 2], [3, 4]], wide([[0, 0], [0, 0]])],
    ['ignoring under a sum', ignoring(reduced(meanAbsoluteError, 'sum'), 0), [[1, 2], [3, 4]], wide([[0, 0], [0, 0]])],
    ['class numbers', sparseSoftmaxCrossEntropy, [[1, 2], [NaN, Infinity]], classes([-1, -1])],
    ['class numbers on probabilities', sparseCategoricalCrossEntropy, [[0, 0], [0, 1]], classes([-1, -1])],
  ] as const)('%s: when no row counts, loss and gradient are 0, not NaN', (_name, loss: Some, outputs, labels) => {
    const { value, dy } = taken(loss, wide(outputs), labels)
    expect([value, ...dy].map((v) => v + 0)).toEqual([0, 0, 0, 0, 0])
  })

  test('a row counts when one of its labels differs from the value', () => {
    near([taken(ignoring(meanSquaredError, 0), wide([[1, 2], [3, 4]]), wide([[0, 0], [0, 4]])).value], [9 / 2])
  })

  test('labels: the value is allowed, what else breaks the rule is not', () => {
    expect(ignoring(softmaxCrossEntropy, -1)(f32, f32.fill([2, 2], 0)).labels).toMatchObject({ name: 'a probability from 0 to 1, nor -1, which is ignored' })
    expect(() => ignoring(meanSquaredError, NaN)).toThrow('ignoring: the value is NaN, not a finite number')
    expect(() => sparseSoftmaxCrossEntropyWith({ ignored: 0.5 })).toThrow('sparseSoftmaxCrossEntropyWith: ignored is 0.5, not a whole number')
    expect(() => ignoring(meanSquaredError, 0)(f32, f32.fill([], 1)).against(f32.fill([], 1))).toThrow(Misuse)
  })
})

describe('reduced', () => {
  test.each(losses.filter(({ ignored }) => ignored === undefined))('$name: sum, mean of rows and mean of elements are one sum by other numbers', ({ loss, outputs, labels }) => {
    const of: Shape = [3, 4]
    const [y, t] = [outputs(f64, 5, of), labels(f64, 6, of)]
    const [total, rows, elements] = (['sum', 'mean of rows', 'mean of elements'] as const).map((reduction) => taken(reduced(loss as Some, reduction), y, t))
    near([rows!.value * 3, ...rows!.dy.map((v) => v * 3)], [total!.value, ...total!.dy])
    near([elements!.value * 12, ...elements!.dy.map((v) => v * 12)], [total!.value, ...total!.dy])
  })

  test('in its own way it is the loss itself, to the bit', () => {
    const [y, t] = [draw(f32, 1, [3, 4]), drawProbabilities(f32, 2, [3, 4])]
    const again = reduced(softmaxCrossEntropyWith({ reduction: 'sum' }), 'mean of rows')
    expect(equals(again(f32, y).against(t)[0], softmaxCrossEntropy(f32, y).against(t)[0])).toBe(true)
  })
})
