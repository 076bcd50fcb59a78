import { describe, expect, test } from 'vitest'
import {
  categoricalCrossEntropy, dense, differentiate, evaluate, f32, initialize, input, key, meanSquaredError, Misuse, pipe, sgd, sigmoidCrossEntropy,
  softmaxCrossEntropy, type Some, tensor, trainStep,
} from '../../src/index.ts'

const net = pipe(input([2, 4]), dense(3))
const x = f32.fill([2, 4], 1)
const env = { key: key(0), train: true }

const wrong: readonly (readonly [name: string, loss: Some, labels: Some, message: string])[] = [
  ['above 1', softmaxCrossEntropy, tensor([[0, 1, 0], [0, 0, 1.5]]), 'softmaxCrossEntropy: label at [1, 2] is 1.5, not a probability from 0 to 1'],
  ['below 0', categoricalCrossEntropy, tensor([[0, -0.25, 0], [0, 0, 1]]), 'categoricalCrossEntropy: label at [0, 1] is -0.25, not a probability from 0 to 1'],
  ['NaN', sigmoidCrossEntropy, tensor([[NaN, 1, 0], [0, 0, 1]]), 'sigmoidCrossEntropy: label at [0, 0] is NaN, not a probability from 0 to 1'],
  ['infinite', meanSquaredError, tensor([[0, 1, 0], [0, Infinity, 1]]), 'meanSquaredError: label at [1, 1] is Infinity, not a finite number'],
  ['NaN where numbers must be finite', meanSquaredError, tensor([[0, 1, NaN], [0, 0, 1]]), 'meanSquaredError: label at [0, 2] is NaN, not a finite number'],
  ['a batch of another size', softmaxCrossEntropy, tensor([[0, 1, 0]]), 'softmaxCrossEntropy: labels are [1, 3], the outputs ask for [2, 3]'],
  ['another number of classes', meanSquaredError, tensor([[0, 1], [1, 0]]), 'meanSquaredError: labels are [2, 2], the outputs ask for [2, 3]'],
  ['the same numbers in other axes', softmaxCrossEntropy, tensor([[[0, 1, 0], [0, 0, 1]]]), 'softmaxCrossEntropy: labels are [1, 2, 3], the outputs ask for [2, 3]'],
  ['class numbers', softmaxCrossEntropy, tensor([[0, 1, 0], [0, 0, 1]], { dtype: 'i32' }), 'softmaxCrossEntropy: labels hold i32, the outputs ask for float'],
]

describe('labels that a loss cannot take are refused, and the place is named', () => {
  test.each(wrong)('%s', (_name, loss: Some, labels: Some, message) => {
    const step = trainStep(net, loss, sgd({ learningRate: 0.1 }))
    const state: Some = initialize(step, key(0))
    for (const call of [
      () => step(state, { x, labels }),
      () => evaluate(net, loss)(state, { x, labels }),
      () => differentiate(net, loss)(f32, env)(state.params, state.state, { x, labels }),
    ] as (() => unknown)[]) {
      expect(call).toThrow(Misuse)
      expect(call).toThrow(message)
    }
  })

  test('the borders are allowed: exactly 0 and exactly 1', () => {
    const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
    expect(() => step(initialize(step, key(0)), { x, labels: tensor([[0, 1, 0], [1, 0, 0]]) })).not.toThrow()
  })
})
