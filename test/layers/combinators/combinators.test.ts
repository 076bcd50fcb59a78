import { describe, expect, test } from 'vitest'
import {
  adamw, assertGradients, dense, equals, f32, f64, foldIn, GradientMismatch, halfSquaredError, identity, initialize, input, key, linear, Misuse, pipe,
  relu, sgd, type Some, tanh, tensor, toFlat, toNested, trainStep, tree, treeEquals,
} from '../../../src/index.ts'
import { concatOf } from '../../../src/layers/combinators/concat-of.ts'
import { customVjp } from '../../../src/layers/combinators/custom-vjp.ts'
import { frozen } from '../../../src/layers/combinators/frozen.ts'
import { productOf } from '../../../src/layers/combinators/product-of.ts'
import { repeat } from '../../../src/layers/combinators/repeat.ts'
import { stopGradient } from '../../../src/layers/combinators/stop-gradient.ts'
import { sumOf } from '../../../src/layers/combinators/sum-of.ts'
import { tied } from '../../../src/layers/combinators/tied.ts'
import { batchNorm } from '../../../src/layers/normalization/batch-norm.ts'
import { dropout } from '../../../src/layers/regularization/dropout.ts'
import { draw } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'

const env = { key: key(0), train: true }
const x = tensor([[1, 2], [3, 4]])
const [v, w] = [tensor([[1, 1], [0, 2]]), tensor([[2, 0], [1, 1]])]

describe('two blocks on one input', () => {
  test('sumOf, by hand', () => {
    const net = pipe(input([2, 2]), sumOf((z) => pipe(z, linear(2)), (z) => pipe(z, linear(2))))
    const [y, , back] = net.forward(f32, env)([[[{ w: v }], [{ w }]]], [[[], []]], x)
    expect(toNested(y)).toEqual([[5, 7], [13, 15]])
    const [[[[df], [dg]]], dx] = back(tensor([[1, 0], [0, 1]]))
    expect([toNested(df.w), toNested(dg.w)]).toEqual([[[1, 3], [2, 4]], [[1, 3], [2, 4]]])
    expect(toNested(dx)).toEqual([[3, 1], [1, 3]])
  })

  test('productOf of x with itself is its square, with slope 2 x', () => {
    const [y, , back] = pipe(input([2, 2]), productOf((z) => z, (z) => z)).forward(f32, env)([[[], []]], [[[], []]], x)
    expect(toNested(y)).toEqual([[1, 4], [9, 16]])
    expect(toNested(back(f32.fill([2, 2], 1))[1])).toEqual([[2, 4], [6, 8]])
  })

  test('concatOf puts the columns side by side, and gives each block its own back', () => {
    const net = pipe(input([2, 2]), concatOf((z) => pipe(z, linear(1)), (z) => z))
    const [y, , back] = net.forward(f32, env)([[[{ w: tensor([[10], [1]]) }], []]], [[[], []]], x)
    expect(toNested(y)).toEqual([[12, 1, 2], [34, 3, 4]])
    const [[[[df]]], dx] = back(tensor([[1, 5, 6], [2, 7, 8]]))
    expect(toNested(df.w)).toEqual([[7], [10]])
    expect(toNested(dx)).toEqual([[15, 7], [27, 10]])
  })

  test('each draws from the key of its number: their first weights and their dropout differ', () => {
    const net = pipe(input([8, 8]), sumOf((z) => pipe(z, linear(8)), (z) => pipe(z, linear(8))))
    const [[[[first], [second]]]] = net.init(f32, key(4))
    expect(equals(first.w, second.w)).toBe(false)
    const [[alone]] = pipe(input([8, 8]), linear(8)).init(f32, foldIn(foldIn(key(4), 0), 1))
    expect(equals(second.w, alone.w)).toBe(true)
    const masks = pipe(input([64]), concatOf((z) => pipe(z, dropout(0.5)), (z) => pipe(z, dropout(0.5))))
    const kept = toFlat(masks.forward(f32, env)([[[], []]], [[[], []]], f32.fill([64], 1))[0])
    expect(kept.slice(0, 64)).not.toEqual(kept.slice(64))
  })

  test('what is inside is told by number in places and messages', () => {
    const net: AnyNet = sumOf((z: AnyNet) => z, (z: AnyNet) => dense(2)(z))(identity<Some>([2, 2], 'float'))
    expect(() => net.forward(f32, env)([[[], [{ w: tensor([[1, 2, 3]]), b: tensor([1, 2]) }]]], [[[], []]], x)).toThrow('(in 0.sumOf > 1.block > 0.dense)')
    expect(net.stages[0]?.inner?.map(({ kind, inner }) => [kind, inner?.map((stage) => stage.kind)])).toEqual([['block', []], ['block', ['dense']]])
  })
})

describe('one block after itself', () => {
  test('repeat: each copy has parameters and state of its own, and it is the same as the pipe written out', () => {
    const net = pipe(input([4, 3]), repeat(3, (z) => pipe(z, dense(3), batchNorm({ momentum: 0.5 }), tanh)))
    const [params, state] = net.init(f32, key(2))
    expect(params[0]).toHaveLength(3)
    expect(equals(params[0][0][0].w, params[0][2][0].w)).toBe(false)
    const written = pipe(input([4, 3]), dense(3), batchNorm({ momentum: 0.5 }), tanh, dense(3), batchNorm({ momentum: 0.5 }), tanh, dense(3),
      batchNorm({ momentum: 0.5 }), tanh)
    const [given, dy] = [draw(f32, 3, [4, 3]), draw(f32, 4, [4, 3])]
    const [y, next, back] = net.forward(f32, env)(params, state, given)
    const [z, nextZ, backZ] = written.forward(f32, env)(params[0].flat() as Some, state[0].flat() as Some, given)
    expect(equals(y, z)).toBe(true)
    expect(treeEquals(next[0].flat() as Some, nextZ)).toBe(true)
    const [[[dq, dx]], [dqZ, dxZ]] = [[back(dy)], backZ(dy)]
    expect(treeEquals(dq[0].flat() as Some, dqZ)).toBe(true)
    expect(equals(dx, dxZ)).toBe(true)
  })

  test('tied: a power of one matrix, whose gradients are added', () => {
    const net = pipe(input([1, 1]), tied(3, (z) => pipe(z, linear(1))))
    const [y, , back] = net.forward(f32, env)([[{ w: tensor([[2]]) }]], [[]], tensor([[5]]))
    expect(toNested(y)).toEqual([[40]])
    const [[[dq]], dx] = back(tensor([[1]]))
    // d(5 w³)/dw = 15 w², d(w³ x)/dx = w³
    expect([toNested(dq.w), toNested(dx)]).toEqual([[[60]], [[8]]])
  })

  test('tied: the state is handed from one time to the next, and each time draws anew', () => {
    const net = pipe(input([2, 1]), tied(2, (z) => pipe(z, batchNorm({ momentum: 0.5 }))))
    const [params, state] = net.init(f32, key(2))
    const [, [[{ mean }]]] = net.forward(f32, env)(params, state, tensor([[8], [8]]))
    // To 8 by half is 4; then the normalized input has mean 0, and by half it is 2.
    expect(toFlat(mean)).toEqual([2])
    const drops = pipe(input([64]), tied(2, (z) => pipe(z, dropout(0.5)))).forward(f32, env)([[]], [[]], f32.fill([64], 1))[0]
    expect(new Set(toFlat(drops))).toEqual(new Set([0, 4]))
    expect(toFlat(drops).filter((v) => v === 4).length).toBeLessThan(28)
  })

  test('a number of times that is none is refused', () => {
    for (const n of [0, -1, 1.5, NaN]) {
      expect(() => tied(n, (z: AnyNet) => z)(identity<Some>([2], 'float'))).toThrow(new Misuse('tied', `${n} is not a whole number from 1 upward`))
      expect(() => repeat(n as 1, (z: AnyNet) => z)(identity<Some>([2], 'float'))).toThrow(new Misuse('repeat', `${n} is not a whole number from 1 upward`))
    }
  })
})

describe('what is not trained', () => {
  test('frozen: no weight of the block moves, those before and after do, and its state moves', () => {
    const net = pipe(input([4, 3]), dense(3), frozen((z) => pipe(z, dense(3), batchNorm(), tanh)), dense(2))
    const step = trainStep(net, halfSquaredError, sgd({ learningRate: 0.1 }))
    const state = initialize(step, key(1))
    const [next] = step(state, { x: draw(f32, 1, [4, 3]), labels: draw(f32, 2, [4, 2]) })
    expect(treeEquals(next.params[1], state.params[1])).toBe(true)
    expect(treeEquals(next.params[0], state.params[0])).toBe(false)
    expect(treeEquals(next.params[2], state.params[2])).toBe(false)
    expect(treeEquals(next.state, state.state)).toBe(false)
  })

  test('frozen does not hold an optimizer that shrinks weights by itself', () => {
    const step = trainStep(pipe(input([4, 3]), frozen((z) => pipe(z, dense(3)))), halfSquaredError, adamw({ learningRate: 0.1, weightDecay: 0.1 }))
    const state = initialize(step, key(1))
    const [next] = step(state, { x: draw(f32, 1, [4, 3]), labels: draw(f32, 2, [4, 3]) })
    expect(treeEquals(next.params, state.params)).toBe(false)
  })

  test('stopGradient: nothing comes back, not even infinity', () => {
    const [y, , back] = pipe(input([2, 2]), stopGradient).forward(f32, env)([], [], x)
    expect(equals(y, x)).toBe(true)
    expect(toFlat(back(f32.fill([2, 2], Infinity))[1])).toEqual([0, 0, 0, 0])
  })
})

describe('customVjp', () => {
  const net = (factor: number) => pipe(input([3, 2]), dense(2), customVjp(
    (ops, z) => {
      const y = ops.exp(z)
      return [y, y]
    },
    (ops, y, dy) => ops.scale(ops.mul(dy, y), factor),
    { name: 'exponential' },
  ), dense(1))

  const checked = (factor: number) => {
    const [step, batch] = [trainStep(net(factor), halfSquaredError, sgd({ learningRate: 0.1 })), { x: draw(f64, 1, [3, 2]), labels: draw(f64, 2, [3, 1]) }]
    return assertGradients(net(factor), halfSquaredError, initialize(step, key(1)), batch)
  }

  test('the gradient check in one line: a way back that belongs to its forward agrees, another is told', () => {
    expect(checked(1).agreed).toBe(true)
    expect(() => checked(1.001)).toThrow(GradientMismatch)
  })

  test('it is called what it is named', () => {
    expect(net(1).stages.map(({ kind }) => kind)).toEqual(['dense', 'exponential', 'dense'])
    expect(customVjp((_ops, z: Some) => [z, z], (_ops, _z, dy: Some) => dy)(identity<Some>([2], 'float')).stages[0]?.kind).toBe('customVjp')
  })

  test('another output shape is given with `out`, and a wrong one is refused at its place', () => {
    const total = pipe(input([3, 2]), customVjp(
      (ops, z) => [ops.sum(z, [1]), z], (ops, z, dy) => ops.broadcast(dy, z.shape, [1]), { out: [3] }))
    const [y, , back] = total.forward(f32, env)([], [], tensor([[1, 2], [3, 4], [5, 6]]))
    expect(toFlat(y)).toEqual([3, 7, 11])
    expect(toNested(back(tensor([1, 2, 3]))[1])).toEqual([[1, 1], [2, 2], [3, 3]])
    const wrong = customVjp((ops, z: Some) => [ops.reshape(z, [2]), z] as Some, (_ops, _z, dy: Some) => dy)(identity<Some>([1, 2], 'float'))
    expect(() => wrong.forward(f32, env)([], [], tensor([[1, 2]]))).toThrow('the stage gives [2] where it said [1, 2] (in 0.customVjp)')
  })
})

test('blocks nest: the parameters, the keys and the gradients of all of them', () => {
  const net = pipe(input([2, 2]), sumOf(
    (z) => pipe(z, repeat(2, (u) => pipe(u, linear(2), relu))),
    (z) => pipe(z, tied(2, (u) => pipe(u, productOf((a) => pipe(a, linear(2)), (b) => b)))),
  ))
  const [params] = net.init(f32, key(1))
  expect(tree.leaves(params).map(({ path }) => path)).toEqual(['0.0.0.0.0.w', '0.0.0.1.0.w', '0.1.0.0.0.0.w'])
  const step = trainStep(net, halfSquaredError, sgd({ learningRate: 0.1 }))
  expect(assertGradients(net, halfSquaredError, initialize(step, key(3)), { x: draw(f64, 1, [2, 2]), labels: draw(f64, 2, [2, 2]) }).agreed).toBe(true)
})
