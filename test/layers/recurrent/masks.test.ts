import { describe, expect, test } from 'vitest'
import {
  bidirectional, compile, embedding, equals, f32, gru, ids, identity, initialize, key, lstm, maskPadding, maskSteps, meanSquaredError, Misuse,
  pipe, recurrent, sgd, simpleRnn, type Some, type Tensor, tensor, toFlat, trainStep, treeEquals,
} from '../../../src/index.ts'
import { elman } from '../../../compare/layers/elman.ts'
import { draw } from '../../support/draw.ts'
import { paramsOf, run } from '../../support/pass.ts'
import { type AnyNet, on, recurrentLayers, steps } from './layers.ts'

const env = { key: key(0), train: true }
const [N, T, I] = [2, 5, 3]
const x = draw(f32, 1, [N, T, I])

/** `x` with `fill` in the place of every step from `from` on. */
const padded = (from: number, fill: number): Tensor =>
  f32.concat([steps(f32, x, 0, from), f32.fill([N, T - from, I], fill)], 1 as never, [N, T, I])

const maskOf = (rows: readonly (readonly number[])[]): Tensor => f32.cast(tensor(rows as Some) as Tensor, 'bool')

const ownLayer = { name: 'recurrent, with a cell of one\'s own', of: (settings = {}) => recurrent(3, elman as Some, settings) as Some }

describe.each([...recurrentLayers, ownLayer])('$name', ({ of }) => {
  const layer = of()
  const [params] = paramsOf(f32, on([N, T, I], layer), 3)
  const dy = draw(f32, 2, [N, T, 3])
  const upTo = (from: number): Tensor => maskOf([0, 1].map(() => Array.from({ length: T }, (_, t) => t < from ? 1 : 0)))

  test('a sequence that is filled up equals the shorter one, to the bit: values, repeated at the end, and gradients', () => {
    const long = run(f32, on([N, T, I], layer), params, [], padded(3, 7), { ...env, mask: upTo(3) })
    const short = run(f32, on([N, 3, I], layer), params, [], steps(f32, x, 0, 3), env)
    expect(equals(steps(f32, long.y, 0, 3), short.y)).toBe(true)
    ;[3, 4].forEach((t) => { expect(equals(steps(f32, long.y, t, t + 1), steps(f32, short.y, 2, 3))).toBe(true) })
    const only = f32.concat([steps(f32, dy, 0, 3), f32.fill([N, 2, 3], 0)], 1 as never, [N, T, 3])
    const [there, here] = [long.back(only), short.back(steps(f32, dy, 0, 3))]
    expect(treeEquals(there.params, here.params)).toBe(true)
    expect(equals(steps(f32, there.x as Tensor, 0, 3), here.x as Tensor)).toBe(true)
    expect(toFlat(steps(f32, there.x as Tensor, 3, T)).every((value) => value === 0)).toBe(true)
  })

  test('reverse: what fills up a sequence comes first, and says 0 until there is something', () => {
    const backwards = of({ reverse: true })
    const long = run(f32, on([N, T, I], backwards), params, [], padded(3, 7), { ...env, mask: upTo(3) })
    const short = run(f32, on([N, 3, I], backwards), params, [], steps(f32, x, 0, 3), env)
    expect(equals(steps(f32, long.y, 0, 3), short.y)).toBe(true)
    expect(toFlat(steps(f32, long.y, 3, T)).every((value) => value === 0)).toBe(true)
  })

  test('each row has its own steps; the cotangents of a repeated output reach the step that it repeats', () => {
    const mask = maskOf([[1, 0, 1, 0, 1], [0, 1, 1, 1, 0]])
    const { y, back } = run(f32, on([N, T, I], layer), params, [], x, { ...env, mask })
    const at = (of: Tensor, row: number, list: readonly number[]): Tensor =>
      f32.concat(list.map((t) => f32.slice(of, { start: [row, t, 0] }, [1, 1, of.shape[2] as number])), 1 as never, [1, list.length, of.shape[2] as number])
    const own = run(f32, on([1, 3, I], layer), params, [], at(x, 0, [0, 2, 4]), env)
    expect(equals(at(y, 0, [0, 2, 4]), own.y)).toBe(true)
    expect(equals(at(y, 0, [1, 3]), at(own.y, 0, [0, 1]))).toBe(true)
    const sums: Tensor = f32.add(at(dy, 0, [0, 2, 4]), f32.concat([at(dy, 0, [1, 3]), f32.fill([1, 1, 3], 0)], 1 as never, [1, 3, 3]))
    const [given, wanted] = [toFlat(at(back(dy).x as Tensor, 0, [0, 2, 4])), toFlat(own.back(sums).x as Tensor)]
    // The same sums, in another order by one addition a step.
    given.forEach((value, i) => { expect(Math.abs(value - wanted[i]!)).toBeLessThan(64 * 2 ** -23) })
    expect(toFlat(y).slice(T * 3, T * 3 + 3)).toEqual([0, 0, 0])
  })

  test('what does not count may be anything', () => {
    const [one, other] = [7, NaN].map((fill) => run(f32, on([N, T, I], layer), params, [], padded(3, fill), { ...env, mask: upTo(3) }).y)
    expect(equals(one!, other!)).toBe(true)
  })

  test('a mask of another shape is a misuse', () => {
    const wrong = { ...env, mask: maskOf([[1, 1, 1], [1, 1, 1]]) }
    expect(() => run(f32, on([N, T, I], layer), params, [], x, wrong)).toThrow('it says of [2, 3] positions whether they count, the sequences are [2, 5]: [batch, time]')
  })
})

describe('maskPadding and maskSteps', () => {
  const x = tensor([[2, 1, 0], [1, 0, 0]])
  const tokens = f32.cast(x, 'i32') as Tensor
  const net = maskPadding(0, (block: Some) => pipe(block as AnyNet, embedding(3, 2) as Some, lstm(3) as Some) as Some)(ids([2, 3]) as Some) as AnyNet
  const plain = lstm(3)(embedding(3, 2)(ids([2, 3]))) as AnyNet

  test('ids that are padding do not count', () => {
    const [params, state] = paramsOf(f32, net, 4)
    const masked = run(f32, net, params, state, tokens, env)
    const told = run(f32, plain, params[0] as Some, [], tokens, { ...env, mask: maskOf([[1, 1, 0], [1, 0, 0]]) })
    expect(equals(masked.y, told.y)).toBe(true)
    expect(equals(masked.y, run(f32, plain, params[0] as Some, [], tokens, env).y)).toBe(false)
    const table = (masked.back(draw(f32, 5, [2, 3, 3])).params as Some)[0][0].table as Tensor
    expect(toFlat(table).slice(0, 2)).toEqual([0, 0])
    expect(net.stages.map(({ kind, settings, inner }) => [kind, settings, inner?.length])).toEqual([['maskPadding', { id: 0 }, 2]])
  })

  test('steps whose features all equal the value do not count, and the block sees 0 in their place', () => {
    const given = tensor([[[1, 2], [5, 5], [5, 1]], [[5, 5], [1, 1], [5, 5]]])
    const start = identity([2, 3, 2], 'float') as Some
    const net = maskSteps(5, (block: Some) => simpleRnn(3)(block) as Some)(start) as AnyNet
    const [params, state] = paramsOf(f32, net, 4)
    const told = run(f32, simpleRnn(3)(start) as AnyNet, params[0] as Some, [], given, { ...env, mask: maskOf([[1, 0, 1], [0, 1, 0]]) })
    const masked = run(f32, net, params, state, given, env)
    expect(equals(masked.y, told.y)).toBe(true)
    const seen = maskSteps(5, (block: Some) => block)(start) as AnyNet
    expect(toFlat(run(f32, seen, [[]], [[]], given, env).y)).toEqual([1, 2, 0, 0, 5, 1, 0, 0, 1, 1, 0, 0])
    expect(toFlat(run(f32, seen, [[]], [[]], given, env).back(f32.fill([2, 3, 2], 1)).x as Tensor)).toEqual([1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0])
  })

  test('one inside of the other: what either leaves out does not count', () => {
    const given = tensor([[[1], [5], [6]], [[6], [1], [5]]])
    const start = identity([2, 3, 1], 'float') as Some
    const net = maskSteps(5, (block: Some) => maskSteps(6, (inner: Some) => gru(3)(inner) as Some)(block) as Some)(start) as AnyNet
    const [params, state] = paramsOf(f32, net, 4)
    const told = run(f32, gru(3)(start) as AnyNet, (params[0] as Some)[0], [], given, { ...env, mask: maskOf([[1, 0, 0], [0, 1, 0]]) })
    expect(equals(run(f32, net, params, state, given, env).y, told.y)).toBe(true)
  })

  test('the mask ends with the block', () => {
    const start = identity([2, 3, 1], 'float') as Some
    const net = pipe(start as AnyNet, maskSteps(5, (block: Some) => block) as Some, gru(2) as Some) as AnyNet
    const given = tensor([[[1], [5], [6]], [[6], [1], [5]]])
    const [params, state] = paramsOf(f32, net, 4)
    const open = run(f32, gru(2)(start) as AnyNet, params.slice(1), [], tensor([[[1], [0], [6]], [[6], [1], [0]]]), env)
    expect(equals(run(f32, net, params, state, given, env).y, open.y)).toBe(true)
  })

  test('compiled it is the same, to the bit', () => {
    const both = maskPadding(0, (block: Some) => pipe(block as AnyNet, embedding(3, 2) as Some, bidirectional(gru(2)) as Some) as Some)(ids([2, 3]) as Some) as AnyNet
    const step = trainStep(both, meanSquaredError, sgd({ learningRate: 0.1 }))
    const state = initialize(step, key(1))
    const batch = { x: tokens, labels: draw(f32, 6, [2, 3, 4]) }
    const compiled = compile(step, { threads: 1 })
    expect(treeEquals(compiled(state, batch), step(state, batch))).toBe(true)
    compiled.dispose()
  })

  test('what is no value is a misuse', () => {
    expect(() => maskPadding(0.5, (block: Some) => block)(ids([2, 3]) as Some)).toThrow(new Misuse('maskPadding', 'id 0.5 is not a whole number'))
    expect(() => maskSteps(NaN, (block: Some) => block)(identity([2, 3, 1], 'float') as Some)).toThrow(new Misuse('maskSteps', 'value NaN is not a finite number'))
  })
})
