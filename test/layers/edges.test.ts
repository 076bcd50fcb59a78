import { describe, expect, test } from 'vitest'
import {
  averagePool2d, conv1d, conv2d, embedding, f32, f64, hinge, ids, ignoring, initialize, input, item, key, klDivergence, layerNorm, lstm, maskSteps,
  maxPool2d, meanAbsoluteError, meanSquaredError, pipe, predict, reduced, sgd, simpleRnn, type Some, tensor, toFlat, toPrecision, trainStep, upsample2d,
} from '../../src/index.ts'

describe('a value that f32 does not hold', () => {
  test('is ignored by a loss on both engines, and accepted as a label', () => {
    const loss = ignoring(meanSquaredError, 0.1)
    const [y, t] = [tensor([[5, 5], [1, 2]]), tensor([[0.1, 0.1], [1, 1]])]
    expect(item(loss(f32, y).against(t)[0])).toBe(0.5)
    expect(item(loss(f64, toPrecision('f64')(y)).against(toPrecision('f64')(t))[0])).toBe(0.5)
    const net = pipe(input([1, 2]))
    const step = trainStep(net, ignoring(hinge, 0.1), sgd({ learningRate: 1 }))
    expect(item(step(initialize(step, key(1)), { x: tensor([[1, 2]]), labels: tensor([[0.1, 0.1]]) })[1].loss)).toBe(0)
  })

  test('marks the same steps of a sequence on both engines', () => {
    const net = pipe(input([1, 2, 1]), maskSteps(0.1, simpleRnn(1)))
    const [params, state] = net.init(f32, key(3))
    const x = tensor([[[0.1], [0.1]]])
    expect(toFlat(predict(net)({ params, state }, x))).toEqual([0, 0])
    expect(toFlat(predict(net, f64)(toPrecision('f64')({ params, state }), toPrecision('f64')(x)))).toEqual([0, 0])
  })

  test('is no epsilon where f32 has 0 for it', () => {
    expect(() => pipe(input([2, 3]), layerNorm({ epsilon: 1e-50 }))).toThrow('epsilon 1e-50 is not a number above 0, as f32 holds it')
  })
})

test('the divergence from a probability whose quotient overflows', () => {
  const [loss, back] = klDivergence(f32, tensor([[1e-39, 1]])).against(tensor([[1, 0]]))
  expect(item(loss)).toBeCloseTo(89.80081, 4)
  expect(toFlat(back(tensor(1)))[1]).toBe(-0)
})

describe('padding in which a window would see nothing', () => {
  test.each([
    ['before', [[2, 0], [0, 0]], 'averagePool2d: with [4, 2] for [2, 2], a window of [2, 2] would see nothing of axis 0 of the image; pad less'],
    ['after', [[0, 0], [0, 2]], 'averagePool2d: with [2, 4] for [2, 2], a window of [2, 2] would see nothing of axis 1 of the image; pad less'],
  ])('%s the image is refused', (_, padding, message) => {
    expect(() => pipe(input([1, 2, 2, 1]), averagePool2d(2, { padding: padding as Some }))).toThrow(message)
    expect(() => pipe(input([1, 2, 2, 1]), maxPool2d(2, { padding: padding as Some }))).toThrow(message.replace('average', 'max'))
  })

  test('less is taken', () => {
    expect(pipe(input([1, 2, 2, 1]), averagePool2d(2, { padding: [[1, 1], [1, 1]] })).out).toEqual([1, 2, 2, 1])
  })
})

describe('callers without a compiler read what is wrong', () => {
  const any = (x: unknown): Some => x
  /** A stage after a network, whatever the compiler says. */
  const after = (stage: unknown, net: unknown): unknown => (stage as (net: unknown) => unknown)(net)
  test.each<readonly [string, () => unknown, string]>([
    ['a word for padding', () => pipe(input([1, 4, 4, 1]), any(conv2d(1, 2, { padding: any('SAME') }))), 'conv2d: padding "SAME" is neither valid nor same'],
    ['one pair for two axes', () => pipe(input([1, 4, 4, 1]), any(conv2d(1, 2, { padding: any([1, 1]) }))), 'conv2d: padding is one pair for each axis'],
    ['an image without a batch', () => after(conv2d(1, 2), input([4, 4, 1])), 'conv2d: takes [batch, height, width, channels], not [4, 4, 1]'],
    ['a sequence without a batch', () => after(conv1d(1, 2), input([4, 4])), 'conv1d: takes [batch, length, channels], not [4, 4]'],
    ['a pool of a sequence', () => after(maxPool2d(2), input([4, 4, 3])), 'maxPool2d: takes [batch, height, width, channels], not [4, 4, 3]'],
    ['a recurrence without a batch', () => after(lstm(2), input([4, 3])), 'lstm: takes [batch, time, features], not [4, 3]'],
    ['no vocabulary', () => after(embedding(any(0) as never, 3), ids([2])), 'embedding: every size in [0, 3] must be a whole number above 0'],
    ['a reduction', () => reduced(meanAbsoluteError, any('mean'))(f32, tensor([1])), 'reduced: "mean" is none of mean of elements, mean of rows, sum'],
    ['a method', () => pipe(input([1, 2, 2, 1]), any(upsample2d({ size: [2, 2], method: any('bicubic') }))), 'upsample2d: method "bicubic" is neither nearest nor bilinear'],
    ['one size for two axes', () => pipe(input([1, 2, 2, 1]), any(upsample2d({ size: any(2) }))), 'upsample2d: 2 times are not whole numbers'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})
