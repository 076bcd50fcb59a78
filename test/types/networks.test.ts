import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  type Dense, dense, type Float, flow, type Ids, ids, input, is, type Linear, linear, map, type Net, pipe, relu, residual, type Shape, sigmoid, softmax,
  type Tensor, type Trees,
} from '../../src/index.ts'

describe('the type of a network', () => {
  it('is inferred whole: parameters, state, input, output', () => {
    const net = pipe(input([32, 64]), dense(32), relu, dense(10))
    expectTypeOf(net).toEqualTypeOf<
      Net<readonly [Dense<64, 32>, Dense<32, 10>], readonly [], Float<readonly [32, 64]>, Float<readonly [32, 10]>>
    >()
    expectTypeOf(net.out).toEqualTypeOf<readonly [32, 10]>()
    expect(net.out).toEqual([32, 10])
  })

  it('lists only what has parameters', () => {
    const net = pipe(input([8, 4]), linear(3), sigmoid, softmax)
    expectTypeOf(net).toEqualTypeOf<Net<readonly [Linear<4, 3>], readonly [], Float<readonly [8, 4]>, Float<readonly [8, 3]>>>()
  })

  it('keeps any leading axes', () => {
    expectTypeOf(pipe(input([8, 4, 16]), dense(5)).out).toEqualTypeOf<readonly [8, 4, 5]>()
    expectTypeOf(pipe(input([16]), dense(5)).out).toEqualTypeOf<readonly [5]>()
    expectTypeOf(pipe(input([2, 3, 4, 5, 6]), softmax, linear(7)).out).toEqualTypeOf<readonly [2, 3, 4, 5, 7]>()
    expect(pipe(input([2, 3, 4, 5, 6]), softmax, linear(7)).out).toEqual([2, 3, 4, 5, 7])
  })

  it('begins with whole numbers after ids', () => {
    expectTypeOf(ids([16])).toEqualTypeOf<Net<readonly [], readonly [], Ids<readonly [16]>, Ids<readonly [16]>>>()
  })

  it('nests that of a residual block', () => {
    const net = pipe(input([32, 64]), residual((x) => pipe(x, dense(128), relu, dense(64))), dense(10))
    expectTypeOf(net).toEqualTypeOf<
      Net<
        readonly [readonly [Dense<64, 128>, Dense<128, 64>], Dense<64, 10>], readonly [readonly []],
        Float<readonly [32, 64]>, Float<readonly [32, 10]>
      >
    >()
  })

  it('is unchanged by a checked comment', () => {
    const net = pipe(input([32, 64]), dense(32))
    expectTypeOf(pipe(net, is([32, 32]))).toEqualTypeOf(net)
  })
})

describe('a block made with flow', () => {
  const block = flow(dense(64), relu)

  it('stays generic: it fits on any input', () => {
    expectTypeOf(pipe(input([32, 784]), block, dense(10))).toEqualTypeOf<
      Net<readonly [Dense<784, 64>, Dense<64, 10>], readonly [], Float<readonly [32, 784]>, Float<readonly [32, 10]>>
    >()
    expectTypeOf(pipe(input([8, 4, 16]), block, block)).toEqualTypeOf<
      Net<readonly [Dense<16, 64>, Dense<64, 64>], readonly [], Float<readonly [8, 4, 16]>, Float<readonly [8, 4, 64]>>
    >()
    expect(pipe(input([8, 4, 16]), block, block).out).toEqual([8, 4, 64])
  })

  it('is made of blocks again', () => {
    expectTypeOf(pipe(input([2, 3]), flow(block, flow(linear(7), block)))).toEqualTypeOf<
      Net<readonly [Dense<3, 64>, Linear<64, 7>, Dense<7, 64>], readonly [], Float<readonly [2, 3]>, Float<readonly [2, 64]>>
    >()
  })
})

it('a stage of the user is typed like those of the library', () => {
  const twice = <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(prev: Net<P, S, A, Float<Sh>>): Net<P, S, A, Float<Sh>> =>
    map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind: 'twice', settings: {} }, (ops) => (x) => [ops.scale(x, 2), (dy) => ops.scale(dy, 2)])
  expectTypeOf(pipe(input([3, 2]), twice, dense(4), twice)).toEqualTypeOf<
    Net<readonly [Dense<2, 4>], readonly [], Float<readonly [3, 2]>, Float<readonly [3, 4]>>
  >()
})
