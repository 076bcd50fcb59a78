import { describe, expect, test } from 'vitest'
import { f32, f64, gru, key, lstm, recurrent, simpleRnn, type Some, type Tensor, tensor, toFlat, toPrecision, type Tree } from '../../../src/index.ts'
import { gateOf } from '../../../src/layers/recurrent/gate-activation.ts'
import { elman } from '../../../compare/layers/elman.ts'
import { draw } from '../../support/draw.ts'
import { distance, magnitude } from '../../support/numbers.ts'
import { paramsOf, run } from '../../support/pass.ts'
import { on } from './layers.ts'

const env = { key: key(0), train: true }
const exact = toPrecision('f64')
const weights = (w: Some, u: Some, b: Some): Tree => exact({ w: tensor(w) as Tensor, u: tensor(u) as Tensor, b: tensor(b) as Tensor })
const sigmoid = (v: number): number => 1 / (1 + Math.exp(-v))
const near = (found: readonly number[], wanted: readonly number[]): void => {
  found.forEach((v, i) => { expect(Math.abs(v - wanted[i]!)).toBeLessThan(2 ** -48) })
  expect(found).toHaveLength(wanted.length)
}

describe('two steps of one unit, by hand', () => {
  const x = exact(tensor([[[1], [-2]]]) as Tensor)
  const ones = exact(f32.fill([1, 2, 1], 1) as Tensor)

  test('simpleRnn', () => {
    const { y, back } = run(f64, on([1, 2, 1], simpleRnn(1) as Some), [weights([[0.5]], [[2]], [0.25])], [], x, env)
    const [a, b] = [Math.tanh(0.75), Math.tanh(-0.75 + 2 * Math.tanh(0.75))]
    near(toFlat(y), [a, b])
    const db = 1 - b * b
    const da = (1 + 2 * db) * (1 - a * a)
    const given = back(ones)
    const [{ w, u, b: bias }] = given.params as Some
    near([w, u, bias].flatMap((p: Tensor) => toFlat(p)), [da - 2 * db, a * db, da + db])
    near(toFlat(given.x as Tensor), [0.5 * da, 0.5 * db])
  })

  test('lstm', () => {
    const { y } = run(f64, on([1, 2, 1], lstm(1) as Some), [weights([[1, -1, 0.5, 2]], [[0.5, 1, -1, 0.25]], [0, 1, 0, -1])], [], x, env)
    const step = (h: number, c: number, v: number): readonly [h: number, c: number] => {
      const [i, f, g, o] = [sigmoid(v + 0.5 * h), sigmoid(-v + h + 1), Math.tanh(0.5 * v - h), sigmoid(2 * v + 0.25 * h - 1)]
      const next = f * c + i * g
      return [o * Math.tanh(next), next]
    }
    const [h, c] = step(0, 0, 1)
    near(toFlat(y), [h, step(h, c, -2)[0]])
  })

  test('gru, the reset gate after the product and before it', () => {
    const [w, u] = [[[1, -1, 0.5]], [[0.5, 1, -2]]]
    const after = run(f64, on([1, 2, 1], gru(1) as Some), [weights(w, u, [[0, 1, 0.5], [0.25, 0, -0.5]])], [], x, env)
    const before = run(f64, on([1, 2, 1], gru(1, { resetAfter: false }) as Some), [weights(w, u, [0, 1, 0.5])], [], x, env)
    const mix = (z: number, h: number, g: number): number => z * h + (1 - z) * g
    const stepAfter = (h: number, v: number): number =>
      mix(sigmoid(v + 0.5 * h + 0.25), h, Math.tanh(0.5 * v + 0.5 + sigmoid(-v + 1 + h) * (-2 * h - 0.5)))
    const stepBefore = (h: number, v: number): number => mix(sigmoid(v + 0.5 * h), h, Math.tanh(0.5 * v + 0.5 - 2 * sigmoid(-v + 1 + h) * h))
    near(toFlat(after.y), [stepAfter(0, 1), stepAfter(stepAfter(0, 1), -2)])
    near(toFlat(before.y), [stepBefore(0, 1), stepBefore(stepBefore(0, 1), -2)])
  })
})

describe('gates that are shut or open', () => {
  test('an LSTM that forgets nothing and takes nothing in says what it began with', () => {
    const net = on([1, 2, 1], lstm(1, { stateful: true }) as Some)
    const [y, after] = net.forward(f32, env)([{ w: f32.fill([1, 4], 0), u: f32.fill([1, 4], 0), b: tensor([-200, 200, 3, 200]) }] as never,
      [{ h: tensor([[9]]), c: tensor([[0.5]]) }] as never, tensor([[[4], [5]]]) as never)
    expect(toFlat(y as Tensor)).toEqual([Math.fround(Math.tanh(0.5)), Math.fround(Math.tanh(0.5))])
    expect(toFlat((after as Some)[0].c as Tensor)).toEqual([0.5])
  })

  test('a GRU with z = 1 keeps h, with z = 0 takes the proposal', () => {
    const said = (z: number) => {
      const net = on([1, 2, 1], gru(1, { stateful: true, resetAfter: false }) as Some)
      return toFlat(net.forward(f32, env)([{ w: f32.fill([1, 3], 0), u: f32.fill([1, 3], 0), b: tensor([z, 0, 0.5]) }] as never,
        [{ h: tensor([[0.75]]) }] as never, tensor([[[4], [5]]]) as never)[0] as Tensor)
    }
    expect(said(200)).toEqual([0.75, 0.75])
    expect(said(-200)).toEqual([Math.fround(Math.tanh(0.5)), Math.fround(Math.tanh(0.5))])
  })

  test('tfjsHardSigmoid at its kinks: 0 and 1, with the slope of the inside', () => {
    const [y, slope] = gateOf('lstm', 'tfjsHardSigmoid')(f32)(tensor([-3, -2.5, 0, 2.5, 3]))
    expect(toFlat(y)).toEqual([0, 0, 0.5, 1, 1])
    expect(toFlat(slope)).toEqual([0, 0.2, 0.2, 0.2, 0].map(Math.fround))
  })
})

test('a cell of one\'s own is the same layer: Elman\'s and simpleRnn', () => {
  for (const reverse of [false, true]) {
    const [own, ours] = [on([2, 4, 3], recurrent(2, elman as Some, { reverse }) as Some), on([2, 4, 3], simpleRnn(2, { reverse }) as Some)]
    const [params] = paramsOf(f64, ours, 3)
    const [x, dy] = [draw(f64, 1, [2, 4, 3]), draw(f64, 2, [2, 4, 2])]
    const [one, other] = [run(f64, own, params, [], x, env), run(f64, ours, params, [], x, env)]
    // Sums of at most 2 · 4 terms, of products of 3 and 2, there and back over 4 steps, in another order.
    const bound = 2 * 4 * (3 + 2 + 8) * 2 ** -53
    expect(distance(one.y, other.y)).toBeLessThan(bound * magnitude(other.y))
    const [there, here] = [one.back(dy), other.back(dy)]
    expect(distance(there as Tree, here as Tree)).toBeLessThan(bound * magnitude(here as Tree))
  }
})

test('a cell that carries what is no real number is a misuse', () => {
  const counting = () => ({ name: 'counting', init: () => ({}), start: () => f32.iota([2], 0), step: () => () => [] })
  const net = on([2, 3, 1], recurrent(1, counting as Some) as Some)
  expect(() => run(f32, net, [{}], [], f32.fill([2, 3, 1], 0), env)).toThrow('carry "" is i32: only real numbers have cotangents')
})
