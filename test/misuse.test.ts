import { describe, expect, test } from 'vitest'
import {
  dense, evaluate, f32, identity, initialize, input, key, linear, type Loss, meanSquaredError, Misuse, type Net, type Optimizer, pipe, predict, relu, residual, sgd, type Some, stateFrom, type Tensor, tensor,
  toPrecision, trainStep, type Tree, type Trees,
} from '../src/index.ts'
import type { AnyNet } from './support/layers.ts'

const net: AnyNet = pipe(input([2, 3]), dense(4), relu, residual((x) => pipe(x, dense(4), relu, linear(4))), dense(2))
const trained = trainStep(net as Net<Some, Some, Some, Some>, meanSquaredError as Loss<Some, Some>, sgd({ learningRate: 0.1 }) as Optimizer<Some, Some>)
const step = (state: Some, batch: Some): unknown => trained(state, batch)
const state: Some = initialize(trained, key(0))
const [x, labels] = [f32.fill([2, 3], 1), f32.fill([2, 2], 0)]
const env = { key: key(0), train: true }

/** The parameters with one stage's replaced. */
const withStage = (index: number, stage: Tree): Trees => (state.params as Trees).map((own, i) => i === index ? stage : own)

const forward = (params: Some): readonly [y: Tensor, state: Tree, back: (dy: Tensor) => unknown] => net.forward(f32, env)(params, state.state, x)

const refused: readonly (readonly [name: string, call: () => unknown, message: string])[] = [
  ['a batch of another size', () => step(state, { x: f32.fill([5, 3], 1), labels }), 'step: x is [5, 3], the network was built for [2, 3]'],
  ['another number of features', () => predict(net)(state, f32.fill([2, 4], 1)), 'predict: x is [2, 4], the network was built for [2, 3]'],
  ['a batch without its axis of rows', () => evaluate(net, meanSquaredError as Some)(state, { x: f32.fill([3], 1), labels }), 'predict: x is [3], the network was built for [2, 3]'],
  ['whole numbers where real ones belong', () => step(state, { x: tensor([[1, 2, 3], [4, 5, 6]], { dtype: 'i32' }), labels }), 'step: x holds i32, the network was built for float'],
  ['an f64 batch', () => step(state, { x: toPrecision('f64')(x), labels }), 'matmul: an f64 tensor [2, 3] came to the f32 engine; round it with toPrecision first (in 0.dense)'],
  ['weights of another shape', () => forward(withStage(0, { w: f32.fill([4, 3], 1), b: f32.fill([4], 0) })), 'matmul: inner sizes 3 and 4 differ: [2, 3] and [4, 3] (in 0.dense)'],
  ['a bias of another shape', () => forward(withStage(2, { w: f32.fill([4, 2], 1), b: f32.fill([3], 0) })), 'broadcast: [2, 2] without axes [0] is [2], not [3] (in 3.dense)'],
  ['inside a block', () => forward(withStage(1, [{ w: f32.fill([4, 4], 1), b: f32.fill([4], 0) }, { w: f32.fill([3, 4], 1) }])), 'matmul: inner sizes 4 and 3 differ: [2, 4] and [3, 4] (in 2.residual > 2.linear)'],
  ['a block that changes its shape', () => forward(withStage(1, [{ w: f32.fill([4, 4], 1), b: f32.fill([4], 0) }, { w: f32.fill([4, 5], 1) }])), 'y: the stage gives [2, 5] where it said [2, 4] (in 2.residual > 2.linear)'],
  ['a cotangent of another shape', () => forward(state.params)[2](f32.fill([3, 2], 1)), 'matmulTN: inner sizes 2 and 3 differ: [2, 4] and [3, 2] (in 3.dense)'],
  ['too few parameters', () => forward((state.params as Trees).slice(1)), 'parameters: too few were given: none is left for this stage (in 0.dense)'],
  ['too many parameters', () => forward([state.params[0], ...state.params]), 'network: 1 more trees of parameters were given than the network has stages for'],
  ['a size of 0 in the input', () => input([0, 3]), 'input: every size in [0, 3] must be a whole number above 0'],
  ['units that are no size', () => dense(2.5)(identity<Some>([2, 3], 'float')), '0.dense: every size in [2, 2.5] must be a whole number above 0'],
  ['negative units, deep in a network', () => linear(-1)(net), '4.linear: every size in [2, -1] must be a whole number above 0'],
  ['a learning rate that is NaN', () => sgd({ learningRate: NaN }), 'sgd: learning rate NaN is not a finite number from 0 upward'],
]

describe('bad input gives one clear error that names the place', () => {
  test.each(refused)('%s', (_name, call, message) => {
    expect(call).toThrow(Misuse)
    expect(call).toThrow(new Misuse(...partsOf(message)))
  })

  test('an error has its parts as data: what was called, why it was refused, where in the network', () => {
    try {
      forward(withStage(1, [{ w: f32.fill([4, 4], 1), b: f32.fill([4], 0) }, { w: f32.fill([3, 4], 1) }]))
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({
        name: 'Misuse', operation: 'matmul', reason: 'inner sizes 4 and 3 differ: [2, 4] and [3, 4]', place: ['2.residual', '2.linear'],
      })
    }
  })

  test('an error of the caller\'s own passes unchanged', () => {
    const own = new RangeError('mine')
    const failing = { ...f32, matmul: () => { throw own } } as typeof f32
    expect(() => net.forward(failing, env)(state.params, state.state, x)).toThrow(own)
  })

  test('nothing of a refused step remains: the state is still good', () => {
    expect(() => step(state, { x: f32.fill([5, 3], 1), labels })).toThrow(Misuse)
    expect(() => step(state, { x, labels })).not.toThrow()
    expect(() => stateFrom(f32, trained.optimizer, state.params, state.state, key(0))).not.toThrow()
  })
})

/** `operation: reason (in place > place)` taken apart. */
function partsOf(message: string): readonly [operation: string, reason: string, place: readonly string[]] {
  const [, operation = '', reason = '', place] = /^([^:]+): (.*?)(?: \(in ([^)]+)\))?$/.exec(message) ?? []
  return [operation, reason, place === undefined ? [] : place.split(' > ')]
}
