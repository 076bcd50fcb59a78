import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, f64, identity, Misuse, type Some, type Tensor, tensor, toFlat } from '../../../src/index.ts'
import { logSoftmaxAlong } from '../../../src/layers/activations/log-softmax-along.ts'
import { logSoftmax } from '../../../src/layers/activations/log-softmax.ts'
import { softmaxAlong } from '../../../src/layers/activations/softmax-along.ts'
import { softmax } from '../../../src/layers/activations/softmax.ts'
import { draw } from '../../support/draw.ts'
import { holds, seed, shape } from '../../support/examples.ts'
import type { AnyNet } from '../../support/layers.ts'
import { on } from './on.ts'
import { type Row, vectors } from './vectors.ts'

type Stage = (prev: AnyNet) => AnyNet
/** Axes that only the running test knows, so the compiler cannot check them. */
type Along = (axis: number) => Stage

const pairs: readonly (readonly [name: string, last: Stage, along: Along, theirs: Row])[] = [
  ['softmax', softmax as Stage, softmaxAlong as object as Along, vectors.rows.softmax],
  ['logSoftmax', logSoftmax as Stage, logSoftmaxAlong as object as Along, vectors.rows.logSoftmax],
]

describe.each(pairs)('%s', (name, last, along, theirs) => {
  test('as PyTorch has it, on the last axis and along a chosen one', () => {
    const close = (found: Tensor, wanted: readonly number[]): void => {
      toFlat(found).forEach((v, i) => { expect(Math.abs(v - wanted[i]!)).toBeLessThanOrEqual(64 * 2 ** -53 * 8) })
    }
    const { x, dy } = vectors.rows
    const shapes: readonly (readonly [stage: Stage, shape: readonly number[]])[] = [[last, [5]], [along(0), [5]], [along(0), [5, 1, 1]], [along(1), [1, 5, 1]]]
    for (const [stage, of] of shapes) {
      const [y, back] = on(stage, f64, f64.reshape(tensor(x, { precision: 'f64' }), of as Some))
      close(y, theirs.y)
      close(back(f64.reshape(tensor(dy, { precision: 'f64' }), of as Some)), theirs.dx)
    }
  })

  test('along any axis: as on the last, after moving it there', () => {
    holds(fc.property(shape(1, 4, 4), fc.nat(3), seed, (sizes, choice, from) => {
      const axis = choice % sizes.length
      const order = [...sizes.map((_, i) => i).filter((i) => i !== axis), axis]
      const home = sizes.map((_, i) => order.indexOf(i))
      const moved = (x: Tensor, by: readonly number[]): Tensor => f64.transpose(x, by as Some)
      const [x, dy] = [draw(f64, from, sizes), draw(f64, from + 1, sizes)]
      const [y, back] = on(along(axis), f64, x)
      const [z, backZ] = on(last, f64, moved(x, order))
      expect(equals(y, moved(z, home))).toBe(true)
      expect(equals(back(dy), moved(backZ(moved(dy, order)), home))).toBe(true)
    }), 60)
  })

  test.each([-1, 2, 0.5, NaN])('axis %s of two is refused', (axis) => {
    const build = () => along(axis)(identity<Some>([2, 3], 'float'))
    expect(build).toThrow(Misuse)
    expect(build).toThrow(`${name}Along: [2, 3] has no axis ${axis}`)
  })
})

test('logSoftmax: far from the largest no digit is lost, −∞ is a class that cannot be, and a row of −∞ is NaN', () => {
  const rows = tensor([[0, -200, 300], [0, -Infinity, 0], [-Infinity, -Infinity, -Infinity]], { precision: 'f64' })
  const [y, back] = on(logSoftmax as Stage, f64, rows)
  expect(toFlat(y)).toEqual([-300, -500, 0, -Math.LN2, -Infinity, -Math.LN2, NaN, NaN, NaN])
  expect(toFlat(back(f64.fill([3, 3], 1))).slice(3, 6)).toEqual([-0.5, 1, -0.5])
})
