import { describe, expect, test } from 'vitest'
import {
  dense, equals, f32, initialize, input, key, linear, meanSquaredError, pipe, relu, residual, sgd, sigmoid, tensor, toNested, tree, treeEquals, trainStep,
} from '../../src/index.ts'

const env = { key: key(0), train: true }

describe('residual: y = x + block(x)', () => {
  test('by hand', () => {
    const net = pipe(input([2, 2]), residual((x) => pipe(x, linear(2))))
    const x = tensor([[1, 2], [3, 4]])
    const [y, , back] = net.forward(f32, env)([[{ w: tensor([[1, 1], [0, 2]]) }]], [[]], x)
    expect(toNested(y)).toEqual([[2, 7], [6, 15]])
    const [[[gradient]], dx] = back(tensor([[1, 0], [0, 1]]))
    expect(toNested(gradient.w)).toEqual([[1, 3], [2, 4]])
    expect(toNested(dx)).toEqual([[2, 0], [1, 3]])
  })

  test('a block that does nothing doubles, forward and back', () => {
    const net = pipe(input([3]), residual((x) => x))
    const x = tensor([1, -2, 0.5])
    const [y, , back] = net.forward(f32, env)([[]], [[]], x)
    expect(equals(y, f32.scale(x, 2))).toBe(true)
    expect(equals(back(x)[1], f32.scale(x, 2))).toBe(true)
  })

  test('blocks in blocks: the parameters nest, and each block draws from the key of its place', () => {
    const net = pipe(input([2, 4]), dense(4), residual((x) => pipe(x, dense(4), relu, residual((z) => pipe(z, linear(4), sigmoid)))))
    const [params, state] = net.init(f32, key(3))
    expect(tree.leaves(params).map(({ path }) => path)).toEqual(['0.w', '0.b', '1.0.w', '1.0.b', '1.1.0.w'])
    expect(state).toEqual([[[]]])
    const inner = pipe(input([2, 4]), dense(4))
    const [[first]] = inner.init(f32, f32.foldIn(key(3), 1))
    expect(treeEquals(params[1][0], first)).toBe(true)
    expect(net.stages[1]?.inner?.map(({ kind }) => kind)).toEqual(['dense', 'relu', 'residual'])
    expect(net.stages[1]?.inner?.[2]?.inner?.map(({ kind }) => kind)).toEqual(['linear', 'sigmoid'])
  })

  test('it trains', () => {
    const step = trainStep(pipe(input([2, 2]), residual((x) => pipe(x, dense(2)))), meanSquaredError, sgd({ learningRate: 0.1 }))
    const state = initialize(step, key(1))
    const [next] = step(state, { x: tensor([[1, 2], [3, 4]]), labels: tensor([[0, 0], [0, 0]]) })
    expect(tree.leaves(next.params).map(({ path }) => path)).toEqual(tree.leaves(state.params).map(({ path }) => path))
    expect(treeEquals(next.params, state.params)).toBe(false)
  })
})
