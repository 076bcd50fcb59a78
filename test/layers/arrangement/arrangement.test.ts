import { describe, expect, test } from 'vitest'
import { f32, f64, identity, input, key, Misuse, pipe, type Some, type Tensor, tensor, toFlat, toNested } from '../../../src/index.ts'
import { cropping2d } from '../../../src/layers/arrangement/cropping-2d.ts'
import { flatten } from '../../../src/layers/arrangement/flatten.ts'
import { lastStep } from '../../../src/layers/arrangement/last-step.ts'
import { permute } from '../../../src/layers/arrangement/permute.ts'
import { reshapeTo } from '../../../src/layers/arrangement/reshape-to.ts'
import { upsample2d } from '../../../src/layers/arrangement/upsample-2d.ts'
import { zeroPad2d } from '../../../src/layers/arrangement/zero-pad-2d.ts'
import { openedBackend } from '../../compare/asked.ts'
import { draw } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'

/** A layer on x: the value, and the way back. */
const on = (layer: (prev: AnyNet) => AnyNet, x: Tensor, ops = f32) => {
  const [y, , back] = layer(identity<Some>(x.shape, 'float')).forward(ops, { key: key(0), train: true })([], [], x)
  return { y: y as Tensor, back: (dy: Tensor) => back(dy)[1] as Tensor }
}

const counted = (shape: readonly number[]): Tensor => f32.reshape(tensor(Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1)), shape)

describe('the same numbers in another order', () => {
  test('flatten and reshapeTo keep the row-major order', () => {
    const flat = on((prev) => flatten(prev), counted([2, 2, 2]))
    expect(toNested(flat.y)).toEqual([[1, 2, 3, 4], [5, 6, 7, 8]])
    expect(toNested(flat.back(counted([2, 4])))).toEqual([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])
    const folded = on((prev) => reshapeTo([2, 2])(prev), counted([2, 4]))
    expect(toNested(folded.y)).toEqual([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])
    expect(toNested(folded.back(counted([2, 2, 2])))).toEqual([[1, 2, 3, 4], [5, 6, 7, 8]])
    expect(toNested(on((prev) => flatten(prev), counted([3])).y)).toEqual([[1], [2], [3]])
  })

  test('permute: axis i of y is axis order[i] of x, and the way back undoes it where the order is no swap', () => {
    const turned = on((prev) => permute([0, 2, 1])(prev), counted([1, 2, 3]))
    expect(toNested(turned.y)).toEqual([[[1, 4], [2, 5], [3, 6]]])
    const round = on((prev) => permute([2, 0, 1])(prev), counted([2, 3, 4]))
    expect(round.y.shape).toEqual([4, 2, 3])
    expect(toFlat(round.back(round.y))).toEqual(toFlat(counted([2, 3, 4])))
  })

  test('what does not fit is refused where the compiler could not see it', () => {
    const images: AnyNet = identity<Some>([2, 3, 4], 'float')
    expect(() => reshapeTo([5])(images)).toThrow(new Misuse('reshapeTo', 'a row [3, 4] has 12 numbers and the new shape [5] has 5'))
    expect(() => permute([0, 1, 1])(images)).toThrow(new Misuse('permute', '[0, 1, 1] does not name each axis of [2, 3, 4] once'))
    expect(() => permute([0, 1])(images)).toThrow('[0, 1] does not name each axis of [2, 3, 4] once')
  })
})

describe('the edges of images', () => {
  test('zeroPad2d and cropping2d are each the way back of the other', () => {
    const [padded, cropped] = [on((prev) => zeroPad2d([[1, 0], [0, 2]])(prev), counted([1, 2, 2, 1])), on((prev) => cropping2d([[1, 0], [0, 2]])(prev), counted([1, 3, 4, 1]))]
    expect(toFlat(padded.y)).toEqual([0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0])
    expect(toFlat(cropped.y)).toEqual([5, 6, 9, 10])
    expect(toFlat(padded.back(counted([1, 3, 4, 1])))).toEqual(toFlat(cropped.y))
    expect(toFlat(cropped.back(counted([1, 2, 2, 1])))).toEqual(toFlat(padded.y))
  })

  test('one number, two, or each edge', () => {
    const shapes = [zeroPad2d(1), zeroPad2d([1, 2]), zeroPad2d([[1, 2], [3, 4]])].map((layer) => layer(input([1, 5, 6, 2])).out)
    expect(shapes).toEqual([[1, 7, 8, 2], [1, 7, 10, 2], [1, 8, 13, 2]])
  })

  test('edges that are no whole numbers, or leave nothing, are refused', () => {
    const images: AnyNet = identity<Some>([1, 4, 5, 1], 'float')
    expect(() => zeroPad2d(-1)(images)).toThrow('zeroPad2d: -1, -1, -1, -1 at the top, bottom, left and right are not whole numbers from 0 upward')
    expect(() => cropping2d(2)(images)).toThrow(new Misuse('cropping2d', '4 of 4 rows and 4 of 5 columns are taken away, so nothing is left'))
  })
})

describe('upsample2d', () => {
  test('nearest repeats, and the way back adds the copies', () => {
    const { y, back } = on((prev) => upsample2d({ size: [2, 3] })(prev), counted([1, 1, 2, 1]))
    expect(toFlat(y)).toEqual([1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2])
    expect(toFlat(back(counted([1, 2, 6, 1])))).toEqual([1 + 2 + 3 + 7 + 8 + 9, 4 + 5 + 6 + 10 + 11 + 12])
  })

  test('bilinear counts from the centers of the pixels, and is level beyond the outermost', () => {
    const { y, back } = on((prev) => upsample2d({ size: [1, 2], method: 'bilinear' })(prev), f32.reshape(tensor([0, 4, 12]), [1, 1, 3, 1]))
    expect(toFlat(y)).toEqual([0, 1, 3, 6, 10, 12])
    expect(toFlat(back(f32.reshape(tensor([1, 0, 0, 1, 0, 8]), [1, 1, 6, 1])))).toEqual([1, 0.75, 8.25])
    expect(toFlat(on((prev) => upsample2d({ size: [3, 3], method: 'bilinear' })(prev), f32.fill([1, 2, 2, 1], 7)).y).every((v) => Math.abs(v - 7) < 2 ** -20)).toBe(true)
  })

  test('bilinear gives what tf.image.resizeBilinear gives with half pixel centers', async (context) => {
    const tensorFlow = await openedBackend('tfjs-cpu', context)
    const x = draw(f32, 3, [2, 3, 4, 2])
    const theirs = await tensorFlow.use((tf) => tf.tidy(() => {
      const images = tf.tensor4d([...toFlat(x)], [2, 3, 4, 2])
      return Array.from(tf.image.resizeBilinear(images, [6, 12], false, true).dataSync())
    }))
    const ours = toFlat(on((prev) => upsample2d({ size: [2, 3], method: 'bilinear' })(prev), x).y)
    const largest = Math.max(...toFlat(x).map(Math.abs))
    // A place is rounded three times, at most 3 · 2⁻²⁴ of a number below 4; two blends of two numbers are a dozen roundings more.
    ours.forEach((v, i) => { expect(Math.abs(v - theirs[i]!)).toBeLessThan(2 * (3 * 4 * 2 + 12) * 2 ** -24 * largest) })
  })

  test('a size that is no whole number is refused', () => {
    expect(() => upsample2d({ size: [0, 2] })(identity<Some>([1, 2, 2, 1], 'float'))).toThrow('upsample2d: 0 and 2 times are not whole numbers from 1 upward')
  })
})

test('lastStep: the last step goes on, and alone gets something back', () => {
  const { y, back } = on((prev) => lastStep(prev), counted([2, 2, 2]))
  expect(toNested(y)).toEqual([[3, 4], [7, 8]])
  expect(toNested(back(tensor([[1, 2], [3, 4]])))).toEqual([[[0, 0], [1, 2]], [[0, 0], [3, 4]]])
  expect(pipe(input([2, 5, 3]), lastStep).out).toEqual([2, 3])
  expect(toFlat(on((prev) => lastStep(prev), draw(f64, 1, [1, 1, 2]), f64).y)).toEqual(toFlat(draw(f64, 1, [1, 1, 2])))
})
