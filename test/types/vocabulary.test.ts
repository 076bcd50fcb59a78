import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Bits, f32, type Float, fromFlat, type Ids, key, type Mask, type Ops, type Scalar, type Tensor } from '../../src/index.ts'

const x = f32.fill([2, 3, 4], 1)
const rows = fromFlat([2], [1, 0], { dtype: 'i32' })

describe('the types of the vocabulary', () => {
  it('follow a matrix product over its batch axes', () => {
    expectTypeOf(f32.matmul(f32.fill([2, 3], 1), f32.fill([3, 5], 1))).toEqualTypeOf<Float<readonly [2, 5]>>()
    expectTypeOf(f32.matmul(x, f32.fill([2, 4, 5], 1))).toEqualTypeOf<Float<readonly [2, 3, 5]>>()
    expectTypeOf(f32.matmulTN(x, f32.fill([2, 3, 5], 1))).toEqualTypeOf<Float<readonly [2, 4, 5]>>()
    expectTypeOf(f32.matmulNT(x, f32.fill([2, 5, 4], 1))).toEqualTypeOf<Float<readonly [2, 3, 5]>>()
    expect(f32.matmulTT(x, f32.fill([2, 5, 3], 1)).shape).toEqual([2, 4, 5])
  })

  it('take the summed axes out', () => {
    expectTypeOf(f32.sum(x, [1])).toEqualTypeOf<Float<readonly [2, 4]>>()
    expectTypeOf(f32.sum(x, [2, 0])).toEqualTypeOf<Float<readonly [3]>>()
    expectTypeOf(f32.max(x, [0, 1, 2])).toEqualTypeOf<Scalar>()
    expectTypeOf(f32.argmax(x, 2)).toEqualTypeOf<Ids<readonly [2, 3]>>()
    expectTypeOf(f32.sumAll(x)).toEqualTypeOf<Scalar>()
  })

  it('follow every change of layout', () => {
    expectTypeOf(f32.broadcast(f32.fill([2, 4], 1), [2, 3, 4], [1])).toEqualTypeOf<Float<readonly [2, 3, 4]>>()
    expectTypeOf(f32.transpose(x, [2, 0, 1])).toEqualTypeOf<Float<readonly [4, 2, 3]>>()
    expectTypeOf(f32.reshape(x, [6, 4])).toEqualTypeOf<Float<readonly [6, 4]>>()
    expectTypeOf(f32.slice(x, { start: [0, 0, 0] }, [1, 2, 3])).toEqualTypeOf<Float<readonly [1, 2, 3]>>()
    expectTypeOf(f32.concat([x, x], 0, [4, 3, 4])).toEqualTypeOf<Float<readonly [4, 3, 4]>>()
  })

  it('follow rows by number', () => {
    expectTypeOf(f32.gather(x, rows)).toEqualTypeOf<Float<readonly [2, 3, 4]>>()
    expectTypeOf(f32.scatterAdd([7, 3, 4], rows, x)).toEqualTypeOf<Float<readonly [7, 3, 4]>>()
  })

  it('tell the kinds of element apart', () => {
    expectTypeOf(f32.less(x, x)).toEqualTypeOf<Mask<readonly [2, 3, 4]>>()
    expectTypeOf(f32.cast(x, 'i32')).toEqualTypeOf<Ids<readonly [2, 3, 4]>>()
    expectTypeOf(f32.randomBits(key(1), [5])).toEqualTypeOf<Bits<readonly [5]>>()
    expectTypeOf(f32.add(rows, rows)).toEqualTypeOf<Ids<readonly [2]>>()
    expectTypeOf(f32).toEqualTypeOf<Ops>()
  })

  it('hold sizes apart: a shape is not assignable to a wider one, only to "some tensor"', () => {
    expectTypeOf<Float<readonly [2, 3]>>().not.toExtend<Float<readonly [2, 3 | 4]>>()
    expectTypeOf<Float<readonly [2, 3]>>().not.toExtend<Float<readonly number[]>>()
    expectTypeOf<Float<readonly [2]>>().not.toExtend<Ids<readonly [2]>>()
    expectTypeOf<Float<readonly [2, 3]>>().toExtend<Tensor>()
  })
})
