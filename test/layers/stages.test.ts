import { describe, expect, test } from 'vitest'
import {
  dense, elementwise, f32, type Float, input, item, key, map, Misuse, type Net, normal, pipe, type Shape, tensor, toFlat, type Trees, withParams,
} from '../../src/index.ts'

const env = { key: key(0), train: true }

/** A stage that keeps the shape, written by a user in a hurry: what it gives is up to the test. */
const careless = (forward: (x: Float<Shape>) => unknown) =>
  <P extends Trees, S extends Trees>(prev: Net<P, S, Float<readonly [2, 3]>, Float<readonly [2, 3]>>) =>
    map(prev, prev.out, { kind: 'careless' }, () => (x: Float<readonly [2, 3]>) => forward(x as never) as never)

const run = (forward: (x: Float<Shape>) => unknown) => {
  const net = careless(forward)(input([2, 3]))
  return net.forward(f32, env)([], [], f32.fill([2, 3], 1))
}

describe('a stage that breaks its word is blamed at its own place', () => {
  test('an output of another shape', () => {
    expect(() => run(() => [f32.fill([2, 4], 1), (dy: unknown) => dy])).toThrow(new Misuse('y', 'the stage gives [2, 4] where it said [2, 3]', ['0.careless']))
  })

  test('a cotangent of another shape', () => {
    const [, , back] = run((x) => [x, () => f32.fill([3, 2], 1)])
    expect(() => back(f32.fill([2, 3], 1) as never)).toThrow('dx: [3, 2] came back for an input of [2, 3] (in 0.careless)')
  })

  test('a gradient that lacks a parameter', () => {
    const net = withParams(pipe(input([2, 3]), dense(3)), [2, 3], { kind: 'gain' }, (ops) => ({ gain: ops.fill([3], 1), shift: ops.fill([3], 0) }),
      () => (_q, x) => [x, (dy) => [{ gain: f32.fill([3], 1) } as never, dy as never]])
    const [params] = net.init(f32, key(1))
    const [, , back] = net.forward(f32, env)(params, [], f32.fill([2, 3], 1))
    expect(() => back(f32.fill([2, 3], 1) as never)).toThrow('dq: the gradient has gain [3], the parameters have gain [3], shift [3] (in 1.gain)')
  })
})

test('an activation of one\'s own is three lines', () => {
  const swish = elementwise('swish', (ops) => (x) => {
    const s = ops.sigmoid(x)
    const slope = ops.add(s, ops.mul(ops.mul(x, s), ops.sub(ops.fill(x.shape, 1), s)))
    return [ops.mul(x, s), (dy) => ops.mul(dy, slope)]
  }, { beta: 1 })
  const net = pipe(input([2, 3]), swish, dense(2))
  expect(net.stages[0]).toEqual({ kind: 'swish', settings: { beta: 1 }, out: [2, 3] })
  const x = normal(f32, key(3), [2, 3])
  const [y] = pipe(input([2, 3]), swish).forward(f32, env)([], [], x)
  expect(toFlat(y)).toEqual(toFlat(f32.mul(x, f32.sigmoid(x))))
})

test('what is no tensor, or no single number, is refused with what to do', () => {
  expect(() => f32.add([1, 2] as never, tensor([1, 2]))).toThrow(Misuse)
  expect(() => toFlat([1, 2] as never)).toThrow('toFlat: takes a tensor, not an array; make one with tensor(…) or fromFlat(shape, …)')
  expect(() => f32.foldIn(42 as never, 1)).toThrow('foldIn: takes a tensor, not 42')
  expect(() => item(tensor([[1, 2]]) as never)).toThrow('item: takes a single number, not [1, 2]')
})
