import { describe, expect, test } from 'vitest'
import { equals, f32, foldIn, glorotUniform, heNormal, identity, type Initializer, input, key, Misuse, pipe, type Some, type Tensor, tensor, toNested } from '../../../src/index.ts'
import { conv1d } from '../../../src/layers/convolution/conv1d.ts'
import { conv2d } from '../../../src/layers/convolution/conv2d.ts'
import { convTranspose1d } from '../../../src/layers/convolution/conv-transpose1d.ts'
import { convTranspose2d } from '../../../src/layers/convolution/conv-transpose2d.ts'
import { depthwiseConv2d } from '../../../src/layers/convolution/depthwise-conv2d.ts'
import { separableConv2d } from '../../../src/layers/convolution/separable-conv2d.ts'
import { draw, drawWhole } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'

const env = { key: key(0), train: true }

describe('conv2d by hand', () => {
  const net = pipe(input([1, 3, 3, 1]), conv2d(1, 2))
  const x = tensor([[[[1], [2], [3]], [[4], [5], [6]], [[7], [8], [9]]]])
  const w = tensor([[[[1]], [[0]]], [[[0]], [[-1]]]])

  test('the kernel is not turned around, as everywhere in this field', () => {
    const [y, , back] = net.forward(f32, env)([{ w, b: tensor([10]) }], [], x)
    // 1 − 5, 2 − 6, 4 − 8, 5 − 9, and the bias
    expect(toNested(y)).toEqual([[[[6], [6]], [[6], [6]]]])
    const [[gradient], dx] = back(tensor([[[[1], [0]], [[0], [2]]]]))
    expect(toNested(gradient.w)).toEqual([[[[11]], [[14]]], [[[20]], [[23]]]])
    expect(toNested(gradient.b)).toEqual([3])
    expect(toNested(dx)).toEqual([[[[1], [0], [0]], [[0], [1], [0]], [[0], [0], [-2]]]])
  })

  test('same: an even kernel sees one row and column of zeros after the image, none before', () => {
    const [y] = pipe(input([1, 3, 3, 1]), conv2d(1, 2, { padding: 'same', bias: false })).forward(f32, env)([{ w }], [], x)
    expect(toNested(y)).toEqual([[[[-4], [-4], [3]], [[-4], [-4], [6]], [[7], [8], [9]]]])
  })

  test('what is left over at the end is not seen, and has no gradient', () => {
    const strided = pipe(input([1, 3, 3, 1]), conv2d(1, 2, { stride: 2, bias: false }))
    const [y, , back] = strided.forward(f32, env)([{ w }], [], x)
    expect(toNested(y)).toEqual([[[[-4]]]])
    expect(toNested(back(tensor([[[[1]]]]))[1])).toEqual([[[[1], [0], [0]], [[0], [-1], [0]], [[0], [0], [0]]]])
  })
})

describe('what is another name for something else', () => {
  const from = [2, 5, 4, 6] as const
  const [x, dy] = [drawWhole(f32, 1, from), drawWhole(f32, 2, [2, 4, 3, 6])]

  const passed = (layer: (prev: Some) => AnyNet, params: Some, dy: Tensor): readonly Tensor[] => {
    const [y, , back] = layer(identity<Some>(from, 'float')).forward(f32, env)([params], [] as Some, x)
    const [[{ w }], dx] = back(dy as Some) as Some
    return [y, dx, w]
  }

  test('a group for each channel is a depthwise convolution', () => {
    const w = drawWhole(f32, 3, [2, 2, 6, 1])
    const [y, dx, dw] = passed(depthwiseConv2d(2, { bias: false }), { w }, dy)
    const grouped = passed(conv2d(6, 2, { groups: 6, bias: false }), { w: f32.reshape(w, [2, 2, 1, 6]) }, dy)
    expect([y, dx, f32.reshape(dw!, [2, 2, 1, 6])].every((tensor, i) => equals(tensor!, grouped[i]!))).toBe(true)
  })

  test('groups are convolutions of their own, side by side', () => {
    const w = drawWhole(f32, 4, [2, 2, 3, 6])
    const [y] = passed(conv2d(6, 2, { groups: 2, bias: false }), { w }, dy)
    const halves = [0, 1].map((g) => pipe(input([2, 5, 4, 3]), conv2d(3, 2, { bias: false })).forward(f32, env)(
      [{ w: f32.slice(w, { start: [0, 0, 0, 3 * g] }, [2, 2, 3, 3]) as Some }], [], f32.slice(x, { start: [0, 0, 0, 3 * g] }, [2, 5, 4, 3]) as Some)[0])
    expect(equals(y!, f32.concat(halves, 3, [2, 4, 3, 6]) as Tensor)).toBe(true)
  })

  test('a kernel of one place is dense', () => {
    const w = drawWhole(f32, 5, [1, 1, 6, 2])
    const [y, , dw] = passed(conv2d(2, 1, { bias: false }), { w }, drawWhole(f32, 6, [2, 5, 4, 2]))
    const rows: Tensor = f32.reshape(x, [40, 6])
    expect(equals(f32.reshape(y!, [40, 2]), f32.matmul(rows, f32.reshape(w, [6, 2]) as Tensor))).toBe(true)
    expect(equals(f32.reshape(dw!, [6, 2]), f32.matmulTN(rows, f32.reshape(drawWhole(f32, 6, [2, 5, 4, 2]), [40, 2]) as Tensor))).toBe(true)
  })

  test('conv1d is conv2d on images that are 1 wide, and convTranspose1d likewise', () => {
    const sequence = drawWhole(f32, 7, [2, 5, 3])
    const image: Some = f32.reshape(sequence, [2, 5, 1, 3])
    const w = drawWhole(f32, 8, [3, 3, 2])
    const [y] = pipe(input([2, 5, 3]), conv1d(2, 3, { stride: 2, padding: 'same', bias: false })).forward(f32, env)([{ w }], [], sequence)
    const [wide] = pipe(input([2, 5, 1, 3]), conv2d(2, [3, 1], { stride: [2, 1], padding: 'same', bias: false }))
      .forward(f32, env)([{ w: f32.reshape(w, [3, 1, 3, 2]) as Some }], [], image)
    expect(toNested(f32.reshape(wide, [2, 3, 2]))).toEqual(toNested(y))
    const back = f32.transpose(w as Tensor, [0, 2, 1] as Some) as Some
    const [spread] = pipe(input([2, 5, 3]), convTranspose1d(2, 3, { stride: 2, bias: false })).forward(f32, env)([{ w: back }], [], sequence)
    const [spreadWide] = pipe(input([2, 5, 1, 3]), convTranspose2d(2, [3, 1], { stride: [2, 1], bias: false }))
      .forward(f32, env)([{ w: f32.reshape(back, [3, 1, 2, 3]) as Some }], [], image)
    expect(toNested(f32.reshape(spreadWide, [2, 11, 2]))).toEqual(toNested(spread))
  })

  test('a transposed convolution is the way back of a convolution, to the bit', () => {
    const [w, x, dy] = [draw(f32, 9, [3, 3, 2, 4]), draw(f32, 10, [2, 6, 7, 2]), draw(f32, 11, [2, 3, 4, 4])]
    const [, , back] = pipe(input([2, 6, 7, 2]), conv2d(4, 3, { stride: 2, padding: 'same', bias: false })).forward(f32, env)([{ w } as Some], [], x as Some)
    const [y] = pipe(input([2, 3, 4, 4]), convTranspose2d(2, 3, { stride: 2, padding: [[0, 1], [1, 1]], bias: false })).forward(f32, env)([{ w } as Some], [], dy as Some)
    expect(equals(back(dy as Some)[1], y)).toBe(true)
  })

  test('separable is depthwise, then one place of the kernel', () => {
    const [depthwise, pointwise] = [drawWhole(f32, 12, [2, 2, 6, 2]), drawWhole(f32, 13, [1, 1, 12, 3])]
    const two = pipe(input(from), depthwiseConv2d(2, { multiplier: 2, bias: false }), conv2d(3, 1))
    const one = pipe(input(from), separableConv2d(3, 2, { multiplier: 2 }))
    const b = drawWhole(f32, 14, [3])
    const [y, , back] = one.forward(f32, env)([{ depthwise, pointwise, b } as Some], [], x as Some)
    const [yTwo, , backTwo] = two.forward(f32, env)([{ w: depthwise }, { w: pointwise, b }] as Some, [], x as Some)
    const cotangent = drawWhole(f32, 15, [2, 4, 3, 3]) as Some
    const [[[gradient], dx], [[first, second], dxTwo]] = [back(cotangent), backTwo(cotangent)]
    expect([[y, yTwo], [dx, dxTwo], [gradient.depthwise, first.w], [gradient.pointwise, second.w], [gradient.b, second.b]]
      .every(([a, b]) => equals(a!, b!))).toBe(true)
  })
})

describe('what a stage is', () => {
  test('first weights: from the initializer that was given, and from keys of their own', () => {
    const ones: Initializer = (ops, _key, shape) => ops.fill(shape, 1)
    const [[{ w, b }]] = pipe(input([1, 5, 5, 2]), conv2d(3, 3, { kernel: heNormal, bias: ones })).init(f32, key(4))
    expect(equals(w, heNormal(f32, foldIn(key(4), 0), [3, 3, 2, 3]))).toBe(true)
    expect(toNested(b)).toEqual([1, 1, 1])
    const [[two]] = pipe(input([1, 5, 5, 2]), separableConv2d(3, 3)).init(f32, key(4))
    expect(equals(two.depthwise, glorotUniform(f32, foldIn(key(4), 0), [3, 3, 2, 1]))).toBe(true)
    expect(equals(two.pointwise, glorotUniform(f32, foldIn(foldIn(key(4), 0), 2), [1, 1, 2, 3]))).toBe(true)
    expect(toNested(two.b)).toEqual([0, 0, 0])
  })

  test('it says its settings, but those with their usual value', () => {
    const settings = (net: AnyNet): object => net.stages[0]!.settings
    expect(settings(pipe(input([1, 5, 5, 2]), conv2d(3, 3)) as AnyNet)).toEqual({ filters: 3, size: 3 })
    expect(settings(pipe(input([1, 5, 6, 4]), conv2d(6, [2, 3], { stride: [1, 2], dilation: 2, padding: [[1, 0], [0, 2]], groups: 2, bias: false })) as AnyNet))
      .toEqual({ filters: 6, size: '2×3', stride: '1×2', dilation: 2, padding: '1+0×0+2', groups: 2, bias: false })
    expect(settings(pipe(input([1, 5, 2]), conv1d(3, 3, { padding: [2, 0] })) as AnyNet)).toEqual({ filters: 3, size: 3, padding: '2+0' })
    expect(settings(pipe(input([1, 5, 5, 2]), depthwiseConv2d(3, { multiplier: 2, padding: 'same' })) as AnyNet))
      .toEqual({ size: 3, multiplier: 2, padding: 'same' })
  })

  test('what slipped through the types is refused when the network is built', () => {
    const image = identity<Some>([1, 4, 4, 4], 'float') as never
    expect(() => conv2d(6 as never, 5 as never)(image)).toThrow(new Misuse('conv2d', 'the kernel is larger than the image: [5, 5] and [4, 4]'))
    expect(() => conv2d(6 as never, 2 as never, { groups: 4 as never })(image)).toThrow('4 groups do not divide 4 channels and 6 filters')
    expect(() => conv2d(6 as never, 2 as never, { groups: 0 as never })(image)).toThrow('0 groups do not divide')
    expect(() => conv2d(0 as never, 2 as never)(image)).toThrow('must be a whole number above 0')
  })
})
