import { describe, expect, test } from 'vitest'
import { boundedOf, boundOps } from '../../../compare/index.ts'
import { equals, f32, f64, type Ops, type Some, type Tensor, tensor, toFlat, toNested } from '../../../src/index.ts'
import { rotary } from '../../../src/layers/attention/rotary.ts'
import { draw } from '../../support/draw.ts'

const [T, D] = [9, 6]

/** The products of turned queries with turned keys, where every query is the same and every key is. */
const scores = (ops: Ops): Tensor => {
  const same = (from: number): Some => f32.broadcast(draw(f32, from, [D]), [T, D] as Some, [0] as Some)
  const turn = rotary(T, D)(ops)
  return ops.matmulNT(turn(same(1))[0] as Some, turn(same(2))[0] as Some)
}

describe('rotary positions', () => {
  test('a product of a query and a key depends on how far they are apart alone', () => {
    const errors = toFlat(boundedOf(scores(boundOps('chosen'))).error)
    for (const [ops, share] of [[f32, 1], [f64, 2 ** -28]] as const) {
      const found = toFlat(scores(ops))
      for (let query = 1; query < T; query++) {
        for (let other = 1; other < T; other++) {
          const [at, before] = [query * T + other, (query - 1) * T + other - 1]
          expect(Math.abs(found[at]! - found[before]!)).toBeLessThanOrEqual(share * (errors[at]! + errors[before]!))
        }
      }
      expect(found[0]).not.toBe(found[1])
    }
  })

  test('position 0 is left as it is, and a number is turned with its fellow in the other half', () => {
    const [y] = rotary(2, 4)(f64)(tensor([[1, 2, 3, 4], [1, 0, 0, 0]], { precision: 'f64' }))
    expect((toNested(y) as Some)[0]).toEqual([1, 2, 3, 4])
    expect((toNested(y) as Some)[1]).toEqual([Math.cos(1), 0, Math.sin(1), 0])
  })

  test('back it turns the other way: there and back is where it began, but for rounding', () => {
    const turn = rotary(T, D)
    const there = (ops: Ops, x: Tensor): Tensor => {
      const [y, back] = turn(ops)(x as Some)
      return back(y) as Tensor
    }
    const x = draw(f32, 3, [2, T, D])
    const errors = toFlat(boundedOf(there(boundOps('chosen'), x)).error)
    const [found, due] = [toFlat(there(f32, x)), toFlat(x)]
    found.forEach((v, i) => { expect(Math.abs(v - due[i]!)).toBeLessThanOrEqual(errors[i]!) })
    expect(equals(turn(f32)(x as Some)[0], x)).toBe(false)
  })

  test('an odd width, a base that is none and another shape are misuses', () => {
    expect(() => rotary(2, 3)).toThrow('rotary: width 3 is odd: a number is left without another to turn with')
    expect(() => rotary(2, 4, 0)).toThrow('rotary: base 0 is not a finite number above 0')
    expect(() => rotary(2, 4)(f32)(tensor([[1, 2], [3, 4]]))).toThrow('rotary: [2, 2] does not end with [2, 4]')
  })
})
