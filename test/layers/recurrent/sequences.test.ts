import { describe, expect, test } from 'vitest'
import {
  bidirectional, equals, f32, gru, key, lstm, Misuse, simpleRnn, type Some, type Tensor, toFlat, tree, type Tree, treeEquals,
} from '../../../src/index.ts'
import { draw } from '../../support/draw.ts'
import { paramsOf, run } from '../../support/pass.ts'
import { type AnyNet, flipped, on, recurrentLayers, steps } from './layers.ts'

const env = { key: key(0), train: true }
const [N, T, I] = [2, 5, 4]
const x = draw(f32, 1, [N, T, I])

const passed = (net: AnyNet, given: Tensor = x, state?: Some, from = 7) => {
  const [params, first] = paramsOf(f32, net, from)
  return run(f32, net, params, state ?? first, given, env)
}

describe.each(recurrentLayers)('$name', ({ of }) => {
  test('what is said at a step does not depend on what comes later', () => {
    const [long, short] = [passed(on([N, T, I], of())), passed(on([N, 2, I], of()), steps(f32, x, 0, 2))]
    expect(equals(steps(f32, long.y, 0, 2), short.y)).toBe(true)
  })

  test('reverse is: flip, run, flip; to the bit, and so is the way back', () => {
    const [reversed, forwards] = [passed(on([N, T, I], of({ reverse: true }))), passed(on([N, T, I], of()), flipped(f32, x))]
    expect(equals(reversed.y, flipped(f32, forwards.y))).toBe(true)
    const dy = draw(f32, 2, [N, T, 3])
    const [there, back] = [reversed.back(dy), forwards.back(flipped(f32, dy))]
    expect(equals(there.x as Tensor, flipped(f32, back.x as Tensor))).toBe(true)
    expect(reversed.net.stages[0]?.settings['reverse']).toBe(true)
  })

  test('stateful: two halves say what the whole says, to the bit', () => {
    const whole = passed(on([N, 4, I], of()), steps(f32, x, 0, 4))
    const half = on([N, 2, I], of({ stateful: true }))
    const [params, zero] = paramsOf(f32, half, 7)
    const f = half.forward(f32, env)
    const [first, carried] = f(params, zero, steps(f32, x, 0, 2))
    const [second, after] = f(params, carried, steps(f32, x, 2, 4))
    expect(equals(first as Tensor, steps(f32, whole.y, 0, 2))).toBe(true)
    expect(equals(second as Tensor, steps(f32, whole.y, 2, 4))).toBe(true)
    expect(tree.leaves(zero).flatMap(({ tensor }) => toFlat(tensor)).every((value) => value === 0)).toBe(true)
    expect(equals((after as Some)[0].h as Tensor, f32.reshape(steps(f32, second as Tensor, 1, 2), [N, 3]))).toBe(true)
  })

  test('stateful: the gradient is cut where a batch begins', () => {
    const half = on([N, 2, I], of({ stateful: true }))
    const [params, zero] = paramsOf(f32, half, 7)
    const [, carried] = half.forward(f32, env)(params, zero, steps(f32, x, 0, 2))
    const dy = draw(f32, 3, [N, 2, 3])
    const second = run(f32, half, params, carried as never, steps(f32, x, 2, 4), env)
    // The whole, with a cotangent for its second half alone: its u has also learned from the first half.
    const whole = run(f32, on([N, 4, I], of()), params, [], steps(f32, x, 0, 4), env)
    const both = whole.back(f32.concat([f32.fill([N, 2, 3], 0), dy], 1 as never, [N, 4, 3]))
    const cut = second.back(dy)
    expect(equals(steps(f32, both.x as Tensor, 2, 4), cut.x as Tensor)).toBe(true)
    expect(treeEquals(both.params, cut.params)).toBe(false)
    expect(toFlat(steps(f32, both.x as Tensor, 0, 2)).some((value) => value !== 0)).toBe(true)
  })

  test('one step', () => {
    const { y, back } = passed(on([N, 1, I], of()), steps(f32, x, 0, 1))
    expect(y.shape).toEqual([N, 1, 3])
    const { params } = back(draw(f32, 4, [N, 1, 3]))
    // From h = 0 nothing is learned about u.
    expect(toFlat((params as Some)[0].u as Tensor).every((value) => value === 0)).toBe(true)
    expect(toFlat((params as Some)[0].w as Tensor).some((value) => value !== 0)).toBe(true)
  })
})

describe('bidirectional', () => {
  test('forwards and, beside it, backwards, each with weights of its own', () => {
    const net = on([N, T, I], bidirectional(lstm(3)) as Some)
    const [params, state] = paramsOf(f32, net, 5)
    const [[[there], [back]]] = params as Some
    const both = run(f32, net, params, state, x, env)
    const [f, g] = [on([N, T, I], lstm(3) as Some), on([N, T, I], lstm(3, { reverse: true }) as Some)]
    const [forwards, backwards] = [run(f32, f, [there], [], x, env), run(f32, g, [back], [], x, env)]
    expect(treeEquals(there as Tree, back as Tree)).toBe(false)
    expect(equals(both.y, f32.concat([forwards.y, backwards.y], 2 as never, [N, T, 6]))).toBe(true)
    const dy = draw(f32, 6, [N, T, 6])
    const half = (from: number): Tensor => f32.slice(dy, { start: [0, 0, from] }, [N, T, 3])
    const [all, one, other] = [both.back(dy), forwards.back(half(0)), backwards.back(half(3))]
    expect(treeEquals(all.params, [[one.params, other.params]] as Tree)).toBe(true)
    expect(equals(all.x as Tensor, f32.add(one.x as Tensor, other.x as Tensor))).toBe(true)
    expect(net.stages[0]?.inner?.map(({ settings }) => settings['reverse'])).toEqual([false, true])
  })

  test('of a stateful layer: a state for each direction', () => {
    const net = on([N, T, I], bidirectional(gru(3, { stateful: true })) as Some)
    const [params, state] = paramsOf(f32, net, 5)
    const [y, next] = net.forward(f32, env)(params, state, x)
    const [[[{ h: there }], [{ h: back }]]] = next as Some
    expect(equals(there as Tensor, f32.reshape(f32.slice(y as Tensor, { start: [0, T - 1, 0] }, [N, 1, 3]), [N, 3]))).toBe(true)
    expect(equals(back as Tensor, f32.reshape(f32.slice(y as Tensor, { start: [0, 0, 3] }, [N, 1, 3]), [N, 3]))).toBe(true)
  })
})

describe('first weights', () => {
  test('the biases of f begin at 1, and at 0 where that is not wished; u is orthogonal', () => {
    const [[{ b, u }]] = on([N, T, I], lstm(2) as Some).init(f32, key(1)) as Some
    expect(toFlat(b as Tensor)).toEqual([0, 0, 1, 1, 0, 0, 0, 0])
    const product = toFlat(f32.matmulNT(u as Tensor, u as Tensor) as Tensor)
    ;[1, 0, 0, 1].forEach((wanted, i) => { expect(Math.abs(product[i]! - wanted)).toBeLessThan(8 * 2 ** -23) })
    const [[plain]] = on([N, T, I], lstm(2, { unitForgetBias: false }) as Some).init(f32, key(1)) as Some
    expect(toFlat(plain.b as Tensor).every((value) => value === 0)).toBe(true)
  })

  test('a GRU has biases for x and for h apart where its reset gate comes after the product', () => {
    const shapes = (stage: unknown) => Object.values((on([N, T, I], stage as Some).init(f32, key(1)) as Some)[0][0] as object).map((p: Tensor) => p.shape as unknown)
    expect(shapes(gru(2))).toEqual([[4, 6], [2, 6], [2, 6]])
    expect(shapes(gru(2, { resetAfter: false }))).toEqual([[4, 6], [2, 6], [6]])
    expect(shapes(simpleRnn(2))).toEqual([[4, 2], [2, 2], [2]])
  })
})

test('a recurrent activation of another name is a misuse', () => {
  expect(() => lstm(2, { recurrentActivation: 'relu' as never })).toThrow(new Misuse('lstm', '"relu" is not a recurrent activation: sigmoid or tfjsHardSigmoid'))
  expect(() => gru(2, { recurrentActivation: 'relu' as never })).toThrow(Misuse)
})

test('a network says what its layers are', () => {
  expect(on([N, T, I], gru(3, { resetAfter: false }) as Some).stages).toEqual([{
    kind: 'gru', settings: { units: 3, recurrentActivation: 'sigmoid', resetAfter: false, reverse: false, stateful: false }, out: [N, T, 3],
  }])
})
