import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  adam, type Batch, type Dense, dense, differentiate, f32, type Float, ids, type Ids, initialize, input, type Key, key, map, type Metrics, type Ops, pipe, predict, relu,
  residual, type Scalar, sgd, softmaxCrossEntropy, tensor, trainStep, type TrainState, tree, type Tree, type UpdateRule,
} from '../../src/index.ts'

const net = pipe(input([32, 64]), dense(16), relu, dense(10))
type P = readonly [Dense<64, 16>, Dense<16, 10>]
type X = Float<readonly [32, 64]>
type Y = Float<readonly [32, 10]>

/** An optimizer whose slots are a tree like the parameters. */
const momentum = <Q extends Tree>(ops: Ops, params: Q): UpdateRule<Q, Q> => ({
  kind: 'momentum',
  settings: {},
  init: () => tree.map((x) => ops.scale(x, 0))(params),
  update: (gradients, slots) => {
    const next = tree.zip((m, g) => ops.add(ops.scale(m, 0.9), g))(slots, gradients)
    return [tree.map((m) => ops.scale(m, -0.1))(next), next]
  },
})

describe('a training step', () => {
  it('takes and gives the state of its network', () => {
    const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
    type State = TrainState<P, readonly [], { readonly count: Ids<readonly []> }>
    expectTypeOf(initialize(step, key(1))).toEqualTypeOf<State>()
    expectTypeOf(step).parameters.toEqualTypeOf<[state: State, batch: Batch<X, Y>]>()
    expectTypeOf(step).returns.toEqualTypeOf<readonly [next: State, metrics: Metrics]>()
  })

  it('gives the slots of a momentum the type of the parameters', () => {
    const step = trainStep(net, softmaxCrossEntropy, momentum)
    expectTypeOf(initialize(step, key(1))).toEqualTypeOf<TrainState<P, readonly [], P>>()
    expectTypeOf(initialize(step, key(1)).slots[1].w).toEqualTypeOf<Float<readonly [16, 10]>>()
    expect(initialize(step, key(1)).slots[1].w.shape).toEqual([16, 10])
  })

  it('gives Adam a count and two trees like the parameters', () => {
    const step = trainStep(net, softmaxCrossEntropy, adam({ learningRate: 1e-3 }))
    type Slots = { readonly count: Ids<readonly []>; readonly m: P; readonly v: P }
    expectTypeOf(initialize(step, key(1))).toEqualTypeOf<TrainState<P, readonly [], Slots>>()
    expectTypeOf(step).returns.toEqualTypeOf<readonly [next: TrainState<P, readonly [], Slots>, metrics: Metrics]>()
    expect(initialize(step, key(1)).slots.v[1].w.shape).toEqual([16, 10])
  })

  it('keeps the key and the number of the step as tensors', () => {
    const state = initialize(trainStep(net, softmaxCrossEntropy, momentum), key(1))
    expectTypeOf(state.key).toEqualTypeOf<Key>()
    expectTypeOf(state.step).toEqualTypeOf<Ids<readonly []>>()
  })

  it('nests the parameters of a block in the state', () => {
    const deep = pipe(input([4, 8]), residual((x) => pipe(x, dense(8), relu)), dense(2))
    const { params, slots } = initialize(trainStep(deep, softmaxCrossEntropy, momentum), key(1))
    expectTypeOf(params).toEqualTypeOf<readonly [readonly [Dense<8, 8>], Dense<8, 2>]>()
    expectTypeOf(slots).toEqualTypeOf(params)
  })
})

describe('what a pass gives', () => {
  const env = { key: key(1), train: true }

  it('is typed from the network', () => {
    const [params, state] = net.init(f32, key(2))
    const batch = { x: f32.fill([32, 64], 1), labels: f32.fill([32, 10], 0.1) }
    const given = differentiate(net, softmaxCrossEntropy)(f32, env)(params, state, batch)
    expectTypeOf(given.gradients).toEqualTypeOf<P>()
    expectTypeOf(given.dx).toEqualTypeOf<X>()
    expectTypeOf(given.outputs).toEqualTypeOf<Y>()
    expectTypeOf(given.loss).toEqualTypeOf<Scalar>()
    expectTypeOf(predict(net)).returns.toEqualTypeOf<Y>()
    expect([given.gradients[0].w.shape, given.gradients[1].b.shape, given.dx.shape, given.outputs.shape]).toEqual([[64, 16], [10], [32, 64], [32, 10]])
  })

  it('has no gradient for whole numbers', () => {
    const real = map<readonly [], readonly [], Ids<readonly [3, 2]>, Ids<readonly [3, 2]>, Float<readonly [3, 2]>>(
      ids([3, 2]), [3, 2], { kind: 'real', settings: {} }, (ops) => (x) => [ops.cast(x, 'float'), () => null])
    const deep = pipe(real, dense(4))
    const [params, state] = deep.init(f32, key(2))
    const batch = { x: f32.iota([3, 2], 0), labels: f32.fill([3, 4], 0.25) }
    const { dx } = differentiate(deep, softmaxCrossEntropy)(f32, env)(params, state, batch)
    expectTypeOf(dx).toEqualTypeOf<null>()
    expect(dx).toBeNull()
  })
})

describe('tensors', () => {
  it('take their shape from a literal', () => {
    expectTypeOf(tensor([[1, 2, 3], [4, 5, 6]])).toEqualTypeOf<Float<readonly [2, 3]>>()
    expectTypeOf(tensor([1, 2], { dtype: 'i32' })).toEqualTypeOf<Ids<readonly [2]>>()
    expectTypeOf(tensor(1)).toEqualTypeOf<Scalar>()
  })
})
