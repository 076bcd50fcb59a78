import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, item, type Ops, type Some, type Tensor } from '../../src/index.ts'
import { holds, size } from '../support/examples.ts'
import { fittings } from './reference/layout.ts'
import { plain, seeds, shapes } from './reference/numbers.ts'
import { toTensor } from './reference/plain.ts'
import { keptOf, someAxes } from './reference/reduction.ts'
import { idsInto } from './reference/rows.ts'
import { windowed } from './reference/windows.ts'

/** ⟨a, b⟩; exact, for the numbers are small and whole. */
const inner = (ops: Ops, a: Tensor, b: Tensor): number => item(ops.sumAll(ops.mul(a, b)))

const whole = (shape: readonly number[], seed: number): Tensor => toTensor(plain(shape, 'float', 'whole', seed), 'f32')

describe.each([['f32', f32], ['f64', f64]] as const)('pairs of adjoints on the %s engine: ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ exactly', (_name, ops) => {
  test('sum and broadcast', () => {
    holds(fc.property(shapes().chain((shape) => fc.tuple(fc.constant(shape), someAxes(shape))), seeds, ([shape, axes], seed) => {
      const [x, y] = [whole(shape, seed), whole(keptOf(shape, axes), seed + 1)]
      expect(inner(ops, ops.sum(x, axes as Some), y)).toBe(inner(ops, x, ops.broadcast(y, shape as Some, axes as Some)))
    }), 100)
  })

  test('sumAll and spread', () => {
    holds(fc.property(shapes(), seeds, (shape, seed) => {
      const [x, y] = [whole(shape, seed), whole([], seed + 1)]
      expect(inner(ops, ops.sumAll(x), y)).toBe(inner(ops, x, ops.spread(y, shape)))
    }), 50)
  })

  test('slice and pad', () => {
    holds(fc.property(fittings, seeds, ({ whole: outer, part, window }, seed) => {
      const [x, y] = [whole(outer, seed), whole(part, seed + 1)]
      expect(inner(ops, ops.slice(x, window, part), y)).toBe(inner(ops, x, ops.pad(y, window, outer)))
    }), 100)
  })

  test('unfold and fold', () => {
    holds(fc.property(windowed, seeds, ({ whole: outer, unfolded, windows }, seed) => {
      const [x, y] = [whole(outer, seed), whole(unfolded, seed + 1)]
      expect(inner(ops, ops.unfold(x, windows, unfolded), y)).toBe(inner(ops, x, ops.fold(y, windows, outer)))
    }), 100)
  })

  test('gather and scatterAdd', () => {
    const tables = fc.tuple(fc.integer({ min: 1, max: 5 }), shapes(0, 2))
      .chain(([rows, row]) => fc.record({ rows: fc.constant(rows), row: fc.constant(row), ids: idsInto(rows), seed: seeds }))
    holds(fc.property(tables, ({ rows, row, ids, seed }) => {
      const [table, y] = [whole([rows, ...row], seed), whole([...ids.shape, ...row], seed + 1)]
      const numbers = toTensor(ids, 'f32')
      expect(inner(ops, ops.gather(table, numbers), y)).toBe(inner(ops, table, ops.scatterAdd([rows, ...row], numbers, y) as Tensor))
    }), 100)
  })

  test('transpose and the opposite transpose; reshape there and back', () => {
    const orders = shapes().chain((shape) => fc.tuple(fc.constant(shape), fc.shuffledSubarray(shape.map((_, axis) => axis), { minLength: shape.length })))
    holds(fc.property(orders, seeds, ([shape, order], seed) => {
      const opposite = order.map((_, axis) => order.indexOf(axis))
      const turned = order.map((axis) => shape[axis] ?? NaN)
      const [x, y] = [whole(shape, seed), whole(turned, seed + 1)]
      expect(inner(ops, ops.transpose(x, order as Some), y)).toBe(inner(ops, x, ops.transpose(y, opposite as Some)))
      expect(inner(ops, ops.reshape(x, turned), y)).toBe(inner(ops, x, ops.reshape(y, shape)))
    }), 60)
  })

  test('matmul and matmulNT, matmulTN in its two places', () => {
    holds(fc.property(size(9), size(9), size(9), seeds, (n, k, m, seed) => {
      const [a, b, y] = [whole([n, k], seed), whole([k, m], seed + 1), whole([n, m], seed + 2)]
      const product = inner(ops, ops.matmul(a, b), y)
      expect(inner(ops, a, ops.matmulNT(y, b))).toBe(product)
      expect(inner(ops, b, ops.matmulTN(a, y))).toBe(product)
    }), 60)
  })
})
