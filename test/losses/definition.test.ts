import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGradient, equals, f32, f64, item, type Ops, type Shape, type Tensor, tensor, toFlat, toPrecision, uniform, key } from '../../src/index.ts'
import { holds, seed, shape } from '../support/examples.ts'
import { losses, type LossRow } from '../support/losses.ts'

interface Example {
  readonly shape: Shape
  readonly seed: number
  /** `any`: rows of labels that sum to anything */
  readonly rows: 'distributions' | 'any'
}

const examples: fc.Arbitrary<Example> = fc.record({ shape: shape(1, 3, 5), seed, rows: fc.constantFrom('distributions' as const, 'any' as const) })

const labelsOf = (ops: Ops, { labels, ignored }: LossRow, example: Example): Tensor =>
  example.rows === 'any' && ignored === undefined ? uniform(ops, key(example.seed + 1), example.shape) : labels(ops, example.seed + 1, example.shape)

/** The loss of the definition: the rows' losses, and how they become one. */
const defined = ({ row, over, ignored }: LossRow, y: Tensor, t: Tensor): number => {
  const [ys, ts] = [toFlat(y), toFlat(t)]
  const width = (y.shape as Shape)[y.shape.length - 1] ?? 1
  const labelWidth = ignored === undefined ? width : 1
  const rows = Array.from({ length: ys.length / width }, (_, i) => ({
    y: ys.slice(i * width, (i + 1) * width), t: ts.slice(i * labelWidth, (i + 1) * labelWidth),
  })).filter((one) => ignored === undefined || one.t[0] !== ignored)
  const total = rows.reduce((sum, one) => sum + row(one.y, one.t), 0)
  return over === 'sum' ? total : total / (Math.max(1, rows.length) * (over === 'mean of rows' ? 1 : width))
}

describe.each(losses)('$name', (row) => {
  test('is its definition: to 1e-12 in f64, to 1e-5 in f32', () => {
    const { size = 0 } = row
    holds(fc.property(examples, (example) => {
      const [y, t] = [row.outputs(f64, example.seed, example.shape), labelsOf(f64, row, example)]
      const wanted = defined(row, y, t)
      const [value] = row.loss(f64, y).against(t)
      expect(Math.abs(item(value) - wanted)).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(wanted), size))
      const [narrowY, narrowT] = [toPrecision('f32')(y), toPrecision('f32')(t)]
      const [narrow] = row.loss(f32, narrowY).against(narrowT)
      expect(Math.abs(item(narrow) - defined(row, narrowY, narrowT))).toBeLessThanOrEqual(1e-5 * Math.max(Math.abs(wanted), size))
    }), 80)
  })

  test('its way back is the gradient: every component against central differences', () => {
    holds(fc.property(examples, (example) => {
      const [y, t] = [row.outputs(f64, example.seed, example.shape), labelsOf(f64, row, example)]
      const [, back] = row.loss(f64, y).against(t)
      const report = checkGradient((ops: Ops, at: Tensor) => row.loss(ops, at).against(t)[0], y, back(tensor(1, { precision: 'f64' })) as Tensor)
      expect(report.differing).toEqual([])
    }), 30)
  })

  test('its way back is linear in the cotangent of the loss, and gives the same bits twice', () => {
    holds(fc.property(examples, (example) => {
      for (const ops of [f32, f64]) {
        const [, back] = row.loss(ops, row.outputs(ops, example.seed, example.shape)).against(labelsOf(ops, row, example))
        const once = back(ops.fill([], 1)) as Tensor
        expect(equals(back(ops.fill([], -4)) as Tensor, ops.scale(once, -4))).toBe(true)
        expect(equals(back(ops.fill([], 1)) as Tensor, once)).toBe(true)
        expect(once.shape).toEqual(example.shape)
      }
    }), 30)
  })

  test('it says its name', () => {
    expect(row.loss(f32, tensor([[0.5]])).kind).toBe(row.name)
  })
})
