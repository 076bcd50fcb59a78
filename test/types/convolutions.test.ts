import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Dense, dense, type Float, flow, input, type Net, pipe, relu } from '../../src/index.ts'
import { flatten } from '../../src/layers/arrangement/flatten.ts'
import { conv1d, type Conv1d } from '../../src/layers/convolution/conv1d.ts'
import { conv2d, type Conv2d } from '../../src/layers/convolution/conv2d.ts'
import { convTranspose2d, type ConvTranspose2d } from '../../src/layers/convolution/conv-transpose2d.ts'
import { depthwiseConv2d, type DepthwiseConv2d } from '../../src/layers/convolution/depthwise-conv2d.ts'
import { separableConv2d, type SeparableConv2d } from '../../src/layers/convolution/separable-conv2d.ts'
import { averagePool2d } from '../../src/layers/pooling/average-pool2d.ts'
import { globalAveragePool } from '../../src/layers/pooling/global-average-pool.ts'
import { maxPool1d } from '../../src/layers/pooling/max-pool1d.ts'
import { maxPool2d } from '../../src/layers/pooling/max-pool2d.ts'

describe('the type of a network of convolutions', () => {
  it('is inferred whole: LeNet, with no size written but the input', () => {
    const net = pipe(
      input([32, 28, 28, 1]), conv2d(6, 5, { padding: 'same' }), relu, maxPool2d(2), conv2d(16, 5), relu, maxPool2d(2),
      flatten, dense(120), relu, dense(84), relu, dense(10))
    expectTypeOf(net).toEqualTypeOf<Net<
      readonly [Conv2d<5, 5, 1, 6>, Conv2d<5, 5, 6, 16>, Dense<400, 120>, Dense<120, 84>, Dense<84, 10>], readonly [],
      Float<readonly [32, 28, 28, 1]>, Float<readonly [32, 10]>
    >>()
    expect(net.out).toEqual([32, 10])
  })

  it('is inferred on images of 8 × 8', () => {
    const net = pipe(input([16, 8, 8, 1]), conv2d(8, 3), relu, maxPool2d(2), conv2d(16, 2), relu, flatten, dense(10))
    expectTypeOf(net.out).toEqualTypeOf<readonly [16, 10]>()
    expect(net.stages.map(({ out }) => out)).toEqual([
      [16, 6, 6, 8], [16, 6, 6, 8], [16, 3, 3, 8], [16, 2, 2, 16], [16, 2, 2, 16], [16, 64], [16, 10],
    ])
  })

  it('knows strides, dilation, padding, groups and a bias that is not there', () => {
    const net = pipe(input([2, 32, 30, 4]), conv2d(8, [3, 5], { stride: [2, 1], dilation: 2, padding: [[1, 0], [0, 3]], groups: 2, bias: false }))
    expectTypeOf(net).toEqualTypeOf<Net<
      readonly [Omit<Conv2d<3, 5, 2, 8>, 'b'>], readonly [], Float<readonly [2, 32, 30, 4]>, Float<readonly [2, 15, 25, 8]>
    >>()
    expect(net.out).toEqual([2, 15, 25, 8])
  })

  it('knows the others', () => {
    const net = pipe(
      input([2, 16, 16, 3]), depthwiseConv2d(3, { multiplier: 2, padding: 'same' }), separableConv2d(8, 3, { stride: 2 }),
      averagePool2d(3, { stride: 2, padding: 'same' }), convTranspose2d(5, 3, { stride: 2 }), globalAveragePool)
    expectTypeOf(net).toEqualTypeOf<Net<
      readonly [DepthwiseConv2d<3, 3, 3, 2>, SeparableConv2d<3, 3, 6, 1, 8>, ConvTranspose2d<3, 3, 8, 5>], readonly [],
      Float<readonly [2, 16, 16, 3]>, Float<readonly [2, 5]>
    >>()
    expect(net.stages.map(({ out }) => out)).toEqual([[2, 16, 16, 6], [2, 7, 7, 8], [2, 4, 4, 8], [2, 9, 9, 5], [2, 5]])
  })

  it('knows sequences', () => {
    const net = pipe(input([4, 50, 8]), conv1d(16, 3, { dilation: 4, padding: [8, 0] }), maxPool1d(4), conv1d(16, 5, { stride: 3 }))
    expectTypeOf(net).toEqualTypeOf<Net<
      readonly [Conv1d<3, 8, 16>, Conv1d<5, 16, 16>], readonly [], Float<readonly [4, 50, 8]>, Float<readonly [4, 3, 16]>
    >>()
    expect(net.out).toEqual([4, 3, 16])
  })

  it('a block stays generic: it fits on images of any size', () => {
    const block = flow(conv2d(8, 3, { stride: 2 }), relu, conv2d(8, 3, { padding: 'same' }), relu)
    expectTypeOf(pipe(input([2, 28, 28, 1]), block, block).out).toEqualTypeOf<readonly [2, 6, 6, 8]>()
    expect(pipe(input([2, 28, 28, 1]), block, block).out).toEqual([2, 6, 6, 8])
  })
})

describe('what cannot be is refused', () => {
  it('by a property whose name says what is wrong', () => {
    expect(() => {
      // @ts-expect-error -- the kernel is larger than the image
      pipe(input([2, 4, 4, 1]), conv2d(8, 5))
    }).toThrow('the kernel is larger than the image')
    expect(() => {
      // @ts-expect-error -- the groups do not divide the channels and the filters
      pipe(input([2, 4, 4, 4]), conv2d(6, 3, { groups: 4 }))
    }).toThrow('4 groups do not divide')
    expect(() => {
      // @ts-expect-error -- the second pool has an image of 1 × 1
      pipe(input([2, 3, 3, 1]), maxPool2d(2), maxPool2d(2))
    }).toThrow('the kernel is larger than the image')
  })

  it('sizes that are not literal', () => {
    const some: number = 3
    // @ts-expect-error -- some number of filters
    pipe(input([2, 4, 4, 1]), conv2d(some, 3))
    // @ts-expect-error -- some size
    pipe(input([2, 4, 4, 1]), conv2d(3, some))
    // @ts-expect-error -- some stride
    pipe(input([2, 4, 4, 1]), conv2d(3, 3, { stride: some }))
    // @ts-expect-error -- some height
    pipe(input([2, 4, 4, 1]), maxPool2d([some, 2]))
    expect(some).toBe(3)
  })
})
