import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, key, type Ops, type Shape, type Tensor } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds, precisions, seed, shape, size } from '../support/examples.ts'
import { type LayerRow, layers } from '../support/layers.ts'
import { networkOf } from '../support/networks.ts'
import { engines } from '../support/numbers.ts'
import { paramsOf, run } from '../support/pass.ts'

interface Batched {
  readonly names: readonly string[]
  readonly rows: number
  readonly row: number
  /** the axes of one row */
  readonly inner: Shape
  readonly seed: number
}

const batches = (rows: readonly LayerRow[], longest: number, inner: fc.Arbitrary<Shape>): fc.Arbitrary<Batched> =>
  fc.record({
    names: fc.array(fc.constantFrom(...rows.map(({ name }) => name)), { minLength: 1, maxLength: longest }),
    rows: size(9), row: fc.nat(8), inner, seed,
  }).map((batch) => ({ ...batch, row: batch.row % batch.rows }))

/** Row `i` of a tensor, as a batch of one. */
const rowOf = (ops: Ops, x: Tensor, i: number): Tensor => {
  const [, ...inner]: Shape = x.shape
  return ops.slice(x, { start: [i, ...inner.map(() => 0)] }, [1, ...inner])
}

/** Row i of the outputs, and of the gradient of the input, are the ones of that row alone. */
const rowsStandAlone = ({ names, rows, row, inner, seed: from }: Batched): void => {
  for (const precision of precisions) {
    const ops = engines[precision]
    const [many, one] = [networkOf(names, [rows, ...inner]), networkOf(names, [1, ...inner])]
    const [params, state] = paramsOf(ops, many, from)
    const env = { key: key(from), train: false }
    const [x, dy] = [draw(ops, from + 1, many.in), draw(ops, from + 2, many.out)]
    const whole = run(ops, many, params, state, x, env)
    const single = run(ops, one, params, state, rowOf(ops, x, row), env)
    expect(equals(single.y, rowOf(ops, whole.y, row))).toBe(true)
    expect(equals(single.back(rowOf(ops, dy, row)).x, rowOf(ops, whole.back(dy).x, row))).toBe(true)
  }
}

describe('a row does not depend on the batch around it, to the bit', () => {
  test.each(layers)('$name', (row) => {
    holds(fc.property(batches([row], 1, shape(1, 2, 7)), rowsStandAlone), 40)
  })

  test('any network', () => {
    holds(fc.property(batches(layers, 5, shape(1, 2, 6)), rowsStandAlone), 80)
  })

  test('rows longer than one block of a sum', () => {
    holds(fc.property(batches(layers, 3, fc.integer({ min: 250, max: 600 }).map((n) => [n])), rowsStandAlone), 12)
  }, 20_000)
})
