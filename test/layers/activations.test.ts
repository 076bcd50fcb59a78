import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, identity, key, type Ops, relu, sigmoid, softmax, type Some, tanh, type Tensor, tensor, toFlat, toNested } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds, seed, shape } from '../support/examples.ts'
import type { AnyNet } from '../support/layers.ts'

/** An activation on any tensor: its value, and the way back. */
const on = (layer: (prev: AnyNet) => AnyNet, ops: Ops, x: Tensor): readonly [y: Tensor, back: (dy: Tensor) => Tensor] => {
  const [y, , back] = layer(identity<Some>(x.shape, 'float')).forward(ops, { key: key(0), train: true })([], [], x)
  return [y, (dy) => back(dy)[1] as Tensor]
}

const edges = tensor([-Infinity, -1000, -1, -0, 0, 1, 1000, Infinity, NaN])
const ones = f32.fill([9], 1)

describe('relu', () => {
  test('at the edges: +0 for everything up to 0, and the slope at 0 is 0', () => {
    const [y, back] = on(relu, f32, edges)
    expect(toFlat(y)).toEqual([0, 0, 0, 0, 0, 1, 1000, Infinity, NaN])
    expect(toFlat(back(ones))).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 0])
  })

  test('an infinite or NaN cotangent does not pass a closed unit', () => {
    const [, back] = on(relu, f32, tensor([-1, 1]))
    expect(toFlat(back(tensor([NaN, NaN])))).toEqual([0, NaN])
    expect(toFlat(back(tensor([Infinity, Infinity])))).toEqual([0, Infinity])
  })
})

describe('sigmoid and tanh', () => {
  test('at the edges: no overflow, and flat far out', () => {
    const [y, back] = on(sigmoid, f32, edges)
    expect(toFlat(y)).toEqual([0, 0, Math.fround(1 / (1 + Math.E)), 0.5, 0.5, Math.fround(1 / (1 + 1 / Math.E)), 1, 1, NaN])
    expect(toFlat(back(ones))).toEqual([0, 0, expect.closeTo(0.19661193, 7), 0.25, 0.25, expect.closeTo(0.19661193, 7), 0, 0, NaN])
    const [z, backZ] = on(tanh, f32, edges)
    expect(toFlat(z)).toEqual([-1, -1, Math.fround(Math.tanh(-1)), -0, 0, Math.fround(Math.tanh(1)), 1, 1, NaN])
    expect(toFlat(backZ(ones))).toEqual([0, 0, expect.closeTo(0.41997434, 7), 1, 1, expect.closeTo(0.41997434, 7), 0, 0, NaN])
  })

  test('value and slope against the formulas, in f64', () => {
    holds(fc.property(shape(1, 3, 5), seed, (sizes, from) => {
      const [x, dy] = [draw(f64, from, sizes), draw(f64, from + 1, sizes)]
      const [[y, back], [z, backZ]] = [on(sigmoid, f64, x), on(tanh, f64, x)]
      const [s, t] = [toFlat(x).map((v) => 1 / (1 + Math.exp(-v))), toFlat(x).map(Math.tanh)]
      const close = (found: Tensor, wanted: readonly number[]): void => {
        toFlat(found).forEach((v, i) => { expect(Math.abs(v - (wanted[i] ?? NaN))).toBeLessThan(1e-14) })
      }
      close(y, s)
      close(back(dy), toFlat(dy).map((d, i) => d * s[i]! * (1 - s[i]!)))
      close(z, t)
      close(backZ(dy), toFlat(dy).map((d, i) => d * (1 - t[i]! ** 2)))
    }), 40)
  })
})

describe('softmax', () => {
  test('at the edges: no overflow, equal inputs equal shares, whole shifts change no bit', () => {
    expect(toNested(on(softmax, f32, tensor([[1000, -1000], [-1000, -1000], [3e38, 0]]))[0])).toEqual([[1, 0], [0.5, 0.5], [1, 0]])
    expect(toFlat(on(softmax, f32, tensor([7, 7, 7, 7]))[0])).toEqual([0.25, 0.25, 0.25, 0.25])
    const [a, b] = [tensor([1, 2, 3, -4]), tensor([101, 102, 103, 96])]
    expect(toFlat(on(softmax, f32, a)[0])).toEqual(toFlat(on(softmax, f32, b)[0]))
    expect(toFlat(on(softmax, f32, tensor([5]))[0])).toEqual([1])
  })

  test('rows are positive and sum to one; the way back is the whole Jacobian', () => {
    holds(fc.property(shape(1, 3, 6), seed, (sizes, from) => {
      const [x, dy] = [draw(f64, from, sizes), draw(f64, from + 1, sizes)]
      const [y, back] = on(softmax, f64, x)
      const [width, flat, d, dx] = [sizes[sizes.length - 1] ?? 1, toFlat(y), toFlat(dy), toFlat(back(dy))]
      for (let row = 0; row < flat.length; row += width) {
        const [p, u] = [flat.slice(row, row + width), d.slice(row, row + width)]
        expect(p.every((v) => v > 0)).toBe(true)
        expect(Math.abs(p.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-14)
        for (let i = 0; i < width; i++) {
          const wanted = p.reduce((total, pj, j) => total + pj * ((i === j ? 1 : 0) - p[i]!) * u[j]!, 0)
          expect(Math.abs(dx[row + i]! - wanted)).toBeLessThan(1e-13)
        }
      }
    }), 60)
  })
})
