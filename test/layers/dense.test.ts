import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dense, equals, f32, f64, foldIn, heNormal, identity, input, key, linear, pipe, relu, type Some, type Tensor, tensor, toNested, type Tree, treeEquals,
} from '../../src/index.ts'
import { drawWhole } from '../support/draw.ts'
import { holds, seed, size } from '../support/examples.ts'

const env = { key: key(0), train: true }

describe('dense: y = x w + b on the last axis', () => {
  const net = pipe(input([2, 3]), dense(2))
  const w = tensor([[1, 2], [3, 4], [5, 6]])
  const [x, dy] = [tensor([[1, 2, 3], [4, 5, 6]]), tensor([[1, 0], [2, -1]])]

  test('by hand', () => {
    const [y, , back] = net.forward(f32, env)([{ w, b: tensor([10, 20]) }], [], x)
    expect(toNested(y)).toEqual([[32, 48], [59, 84]])
    const [[gradient], dx] = back(dy)
    expect(toNested(gradient.w)).toEqual([[9, -4], [12, -5], [15, -6]])
    expect(toNested(gradient.b)).toEqual([3, -1])
    expect(toNested(dx)).toEqual([[1, 3, 5], [0, 2, 4]])
  })

  test('linear is the same without b', () => {
    const [y, , back] = pipe(input([2, 3]), linear(2)).forward(f32, env)([{ w }], [], x)
    expect(toNested(y)).toEqual([[22, 28], [49, 64]])
    const [[gradient], dx] = back(dy)
    expect(toNested(gradient.w)).toEqual([[9, -4], [12, -5], [15, -6]])
    expect(toNested(dx)).toEqual([[1, 3, 5], [0, 2, 4]])
  })

  test('leading axes are rows: any number of them, also none', () => {
    holds(fc.property(fc.array(size(3), { maxLength: 3 }), size(4), seed, (leading, inputs, from) => {
      const b = drawWhole(f64, from + 1, [3])
      for (const [layer, bias] of [[dense(3), { b }], [linear(3), {}]] as const) {
        const rows = leading.reduce((a, b) => a * b, 1)
        const [shaped, flat] = [layer(identity<Some>([...leading, inputs], 'float')), layer(identity<Some>([rows, inputs], 'float'))]
        const params: Some = [{ w: drawWhole(f64, from, [inputs, 3]), ...bias }]
        const [numbers, cotangent] = [drawWhole(f64, from + 2, [...leading, inputs]), drawWhole(f64, from + 3, [...leading, 3])]
        const [y, , back] = shaped.forward(f64, env)(params, [] as Some, numbers)
        const [matrix, cotangents]: readonly [Tensor, Tensor] = [f64.reshape(numbers, [rows, inputs]), f64.reshape(cotangent, [rows, 3])]
        const [yFlat, , backFlat] = flat.forward(f64, env)(params, [] as Some, matrix)
        expect(equals(y, f64.reshape(yFlat, [...leading, 3]))).toBe(true)
        const [[dq, dx], [dqFlat, dxFlat]]: Some = [back(cotangent), backFlat(cotangents)]
        expect(treeEquals(dq as Tree, dqFlat as Tree)).toBe(true)
        expect(equals(dx, f64.reshape(dxFlat, [...leading, inputs]))).toBe(true)
      }
    }), 60)
  })

  test('first weights: w from the initializer that was given and the key of the stage\'s place, b zero', () => {
    const [[first, second]] = pipe(input([2, 3]), dense(2, { kernel: heNormal }), relu, dense(5, { kernel: heNormal })).init(f32, key(4))
    expect(equals(first.w, heNormal(f32, foldIn(key(4), 0), [3, 2]))).toBe(true)
    expect(equals(second.w, heNormal(f32, foldIn(key(4), 2), [2, 5]))).toBe(true)
    expect([toNested(first.b), toNested(second.b)]).toEqual([[0, 0], [0, 0, 0, 0, 0]])
  })

  test('it says its settings', () => {
    expect(pipe(input([2, 3]), dense(7)).stages).toEqual([{ kind: 'dense', settings: { units: 7 }, out: [2, 7] }])
    expect(pipe(input([2, 3]), linear(7)).stages).toEqual([{ kind: 'linear', settings: { units: 7 }, out: [2, 7] }])
  })
})
