import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, f32, fromFlat, hash, hashTree, tensor, tensorEq, toPrecision, treeEq, treeEquals, type Tensor } from '../../src/index.ts'
import { plains } from '../engines/reference/numbers.ts'
import { toTensor } from '../engines/reference/plain.ts'
import { holds, precisions } from '../support/examples.ts'

const nan = (bits: bigint): Tensor => fromFlat([1], new Float64Array(BigUint64Array.of(bits).buffer), { precision: 'f64' })

describe('equality to the bit', () => {
  test('reflexive, also for NaN; symmetric; and equal exactly when the hashes are', () => {
    holds(fc.property(plains('float', 0, 2), plains('float', 0, 2), (a, b) => {
      for (const precision of precisions) {
        const [x, again, y] = [toTensor(a, precision), toTensor(a, precision), toTensor(b, precision)]
        expect(equals(x, again)).toBe(true)
        expect(equals(x, y)).toBe(equals(y, x))
        expect(equals(x, y)).toBe(hash(x) === hash(y))
      }
    }), 150)
  })

  test.each<readonly [string, Tensor, Tensor]>([
    ['−0 and +0', tensor([-0]), tensor([0])],
    ['the last bit', tensor([1]), tensor([1 + 2 ** -23])],
    ['f32 and f64', tensor([1]), tensor([1], { precision: 'f64' })],
    ['the kind', tensor([1]), tensor([1], { dtype: 'i32' })],
    ['i32 and u32', tensor([1], { dtype: 'u32' }), tensor([1], { dtype: 'i32' })],
    ['the shape', tensor([[1, 2]]), tensor([[1], [2]])],
    ['the number of axes', tensor([1]), tensor(1)],
    ['one of many', f32.fill([300], 0), f32.concat([f32.fill([299], 0), f32.fill([1], 1)], 0, [300])],
  ])('told apart: %s', (_name, a, b) => {
    expect(equals(a, b)).toBe(false)
    expect(hash(a)).not.toBe(hash(b))
    expect(tensorEq.equals(a, b)).toBe(false)
  })

  test('every NaN equals every NaN, whatever bits an engine chose', () => {
    expect(equals(nan(0x7ff8000000000000n), nan(0xfff8000000000001n))).toBe(true)
    expect(hash(nan(0x7ff8000000000000n))).toBe(hash(nan(0xfff8000000000001n)))
    const quiet = toPrecision('f32')(nan(0xfff8000000000001n))
    expect(hash(quiet)).toBe(hash(tensor([NaN])))
  })
})

describe('equality of trees', () => {
  const [one, two] = [tensor([1]), tensor([2])]

  test('the same paths and the same bits', () => {
    expect(treeEquals([{ w: one, b: two }], [{ w: tensor([1]), b: tensor([2]) }])).toBe(true)
    expect(treeEquals([{ w: one, b: two }], [{ w: two, b: one }])).toBe(false)
    expect(treeEquals([one, two], [one])).toBe(false)
    expect(treeEquals({ w: one }, { v: one })).toBe(false)
    expect(treeEquals([[one], two], [one, [two]])).toBe(false)
    expect(treeEq.equals([one], [tensor([1])])).toBe(true)
  })

  test('the order in which an object was written does not count, for equality as for the hash', () => {
    const [a, b] = [{ w: one, b: two }, { b: two, w: one }]
    expect(hashTree(a)).toBe(hashTree(b))
    expect(treeEquals(a, b)).toBe(true)
  })
})
