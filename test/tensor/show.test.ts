import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { f32, f64, fromFlat, key, tensor, tensorShow } from '../../src/index.ts'

describe('a tensor as text', () => {
  test('a number, a row, a matrix', () => {
    expect(String(tensor(0.1))).toMatchInlineSnapshot(`"f32[] 0.1"`)
    expect(String(tensor([1, -0, 0.1, 1e-10, 123456789, 1e20, NaN, -Infinity]))).toMatchInlineSnapshot(`"f32[8] [1, -0, 0.1, 1e-10, 123456792, 100000000000000000000, NaN, -Infinity]"`)
    expect(String(tensor([[1, 2, 3], [4, 5, 6]]))).toMatchInlineSnapshot(`
      "f32[2, 3]
        [[1, 2, 3],
         [4, 5, 6]]"
    `)
  })

  test('three axes', () => {
    expect(String(tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]))).toMatchInlineSnapshot(`
      "f32[2, 2, 2]
        [[[1, 2],
          [3, 4]],
         [[5, 6],
          [7, 8]]]"
    `)
  })

  test('long axes without their middle', () => {
    expect(String(f32.cast(f32.iota([8], 0), 'float'))).toMatchInlineSnapshot(`"f32[8] [0, 1, 2, 3, 4, 5, 6, 7]"`)
    expect(String(f32.cast(f32.iota([1000], 0), 'float'))).toMatchInlineSnapshot(`"f32[1000] [0, 1, 2, …, 997, 998, 999]"`)
    expect(String(f64.fill([100, 9], 0.25))).toMatchInlineSnapshot(`
      "f64[100, 9]
        [[0.25, 0.25, 0.25, …, 0.25, 0.25, 0.25],
         [0.25, 0.25, 0.25, …, 0.25, 0.25, 0.25],
         [0.25, 0.25, 0.25, …, 0.25, 0.25, 0.25],
         …,
         [0.25, 0.25, 0.25, …, 0.25, 0.25, 0.25],
         [0.25, 0.25, 0.25, …, 0.25, 0.25, 0.25],
         [0.25, 0.25, 0.25, …, 0.25, 0.25, 0.25]]"
    `)
  })

  test('whole numbers, bits and truths are shown in full', () => {
    expect(String(tensor([[-5, 2 ** 31 - 1]], { dtype: 'i32' }))).toMatchInlineSnapshot(`
      "i32[1, 2]
        [[-5, 2147483647]]"
    `)
    expect(String(fromFlat([2], [1832780943, 4294967295], { dtype: 'u32' }))).toMatchInlineSnapshot(`"u32[2] [1832780943, 4294967295]"`)
    expect(tensorShow.show(key(2 ** 53 - 1))).toMatchInlineSnapshot(`"u32[2] [2097151, 4294967295]"`)
    expect(String(tensor([true, false], { dtype: 'bool' }))).toMatchInlineSnapshot(`"bool[2] [true, false]"`)
  })

  test('the console and fp-ts Show say the same', () => {
    const x = tensor([[1, 2], [3, 4]])
    expect(inspect(x)).toBe(String(x))
    expect(tensorShow.show(x)).toBe(String(x))
    expect(inspect({ w: tensor([1]) })).toBe('{ w: f32[1] [1] }')
  })
})
