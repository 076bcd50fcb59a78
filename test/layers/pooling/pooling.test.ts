import { describe, expect, test } from 'vitest'
import { equals, f32, identity, input, key, pipe, type Some, type Tensor, tensor, toFlat, toNested } from '../../../src/index.ts'
import { averagePool1d } from '../../../src/layers/pooling/average-pool1d.ts'
import { averagePool2d } from '../../../src/layers/pooling/average-pool2d.ts'
import { globalAveragePool } from '../../../src/layers/pooling/global-average-pool.ts'
import { globalMaxPool } from '../../../src/layers/pooling/global-max-pool.ts'
import { maxPool1d } from '../../../src/layers/pooling/max-pool1d.ts'
import { maxPool2d } from '../../../src/layers/pooling/max-pool2d.ts'
import { draw } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'

/** A pool with its types forgotten. */
type Pool = (size: Some, settings?: object) => (prev: AnyNet) => AnyNet

/** Output and dx of a stage on one image of one channel, as rows. */
const on = (layer: (prev: AnyNet) => AnyNet, image: readonly (readonly number[])[], dy?: readonly number[]) => {
  const from = [1, image.length, image[0]!.length, 1]
  const net = layer(identity<Some>(from, 'float'))
  const [y, , back] = net.forward(f32, { key: key(0), train: true })([] as Some, [] as Some, f32.reshape(tensor(image as Some), from as Some))
  const cotangent: Some = f32.reshape(tensor((dy ?? toFlat(y as Tensor).map(() => 1)) as Some), (y as Tensor).shape as Some)
  const [, dx] = back(cotangent)
  return { y: toFlat(y as Tensor), dx: toNested(f32.reshape(dx as Tensor, from.slice(1, 3) as Some)) }
}

const max = (size: Some, settings = {}) => (prev: AnyNet) => maxPool2d(size, settings)(prev) as AnyNet
const mean = (size: Some, settings = {}) => (prev: AnyNet) => averagePool2d(size, settings)(prev) as AnyNet

describe('maxPool2d', () => {
  test('by hand: the largest of each window, and its place has the slope', () => {
    expect(on(max(2), [[1, 5, 2, 0], [4, 3, 8, 1]], [10, 20])).toEqual({ y: [5, 8], dx: [[0, 10, 0, 0], [0, 0, 20, 0]] })
  })

  // One way for windows side by side, another for windows that may lie over one another.
  test.each([['side by side', {}], ['with padding of its own', { padding: [[0, 0], [0, 0]] }], ['over one another', { stride: 1 }]])(
    'of equals the first in row-major order of the window has the whole slope: %s', (_, settings) => {
      expect(on(max(2, settings), [[7, 7], [7, 7]], [3]).dx).toEqual([[3, 0], [0, 0]])
      expect(on(max(2, settings), [[1, 2], [2, 1]], [3]).dx).toEqual([[0, 3], [0, 0]])
      expect(on(max(2, settings), [[-0, 0], [0, 0]], [3]).dx).toEqual([[3, 0], [0, 0]])
    })

  test('an element that is the largest of several windows has the sum of their slopes', () => {
    expect(on(max([1, 2], { stride: 1 }), [[1, 9, 3]], [2, 5])).toEqual({ y: [9, 9], dx: [[0, 7, 0]] })
  })

  test('same: around the image stands −∞, so that numbers below 0 count', () => {
    expect(on(max(2, { padding: 'same' }), [[-1, -2, -3], [-4, -5, -6], [-7, -8, -9]]))
      .toEqual({ y: [-1, -3, -7, -9], dx: [[1, 0, 1], [0, 0, 0], [1, 0, 1]] })
  })

  test('what is left over at the end is not seen', () => {
    expect(on(max(2), [[1, 2, 99], [3, 4, 99], [99, 99, 99]])).toEqual({ y: [4], dx: [[0, 0, 0], [0, 1, 0], [0, 0, 0]] })
  })

  test('NaN where any number is, and it takes the slope', () => {
    expect(on(max(2), [[1, NaN], [3, 4]], [2])).toEqual({ y: [NaN], dx: [[0, 2], [0, 0]] })
  })
})

describe('averagePool2d', () => {
  test('by hand', () => {
    expect(on(mean(2), [[1, 5, 2, 0], [4, 2, 8, 2]], [4, 8])).toEqual({ y: [3, 3], dx: [[1, 1, 2, 2], [1, 1, 2, 2]] })
  })

  test('same: what is put around is not counted, neither there nor back', () => {
    const nine = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    expect(on(mean(2, { padding: 'same' }), nine)).toEqual({ y: [3, 4.5, 7.5, 9], dx: [[0.25, 0.25, 0.5], [0.25, 0.25, 0.5], [0.5, 0.5, 1]] })
  })

  test('padding of its own is not counted either', () => {
    expect(on(mean(2, { padding: [[1, 1], [1, 1]] }), [[1, 2], [3, 4]], [1, 2, 3, 4])).toEqual({ y: [1, 2, 3, 4], dx: [[1, 2], [3, 4]] })
  })

  test('one rounding: the sum is divided, not multiplied by a rounded third', () => {
    expect(on(mean([1, 3]), [[5, 5, 5]]).y).toEqual([5])
    expect(on(mean([1, 7]), [[1, 1, 1, 1, 1, 1, 1]], [7]).dx).toEqual([[1, 1, 1, 1, 1, 1, 1]])
  })
})

describe('both ways of looking at windows side by side give the same bits', () => {
  const x = draw(f32, 1, [3, 5, 7, 2]) as Some
  const dy = draw(f32, 2, [3, 2, 2, 2]) as Some
  const pass = (net: AnyNet, dy: Some): readonly [y: Tensor, dx: Tensor] => {
    const [y, , back] = net.forward(f32, { key: key(0), train: true })([] as Some, [] as Some, x)
    return [y as Tensor, (back(dy) as Some)[1] as Tensor]
  }

  // One row of zeros after the image makes a third row of windows, whose values are left out here and have no slope.
  test.each([['max', maxPool2d], ['average', averagePool2d]] as readonly (readonly [string, Pool])[])('%s', (_, pool) => {
    const [y, dx] = pass(pool([2, 3])(input([3, 5, 7, 2]) as AnyNet), dy)
    const start = [0, 0, 0, 0]
    const [yMore, dxMore] = pass(pool([2, 3], { padding: [[0, 1], [0, 0]] })(input([3, 5, 7, 2]) as AnyNet), f32.pad(dy, { start }, [3, 3, 2, 2]))
    expect(equals(y, f32.slice(yMore, { start }, [3, 2, 2, 2]) as Tensor)).toBe(true)
    expect(equals(dx, dxMore)).toBe(true)
  })
})

test('pools over sequences are those over images that are 1 wide', () => {
  const x = draw(f32, 3, [2, 7, 3])
  const image: Some = f32.reshape(x, [2, 7, 1, 3])
  for (const [one, two] of [[maxPool1d as Some, maxPool2d as Some], [averagePool1d as Some, averagePool2d as Some]] as readonly (readonly [Pool, Pool])[]) {
    for (const settings of [{}, { stride: 2, padding: 'same' }, { stride: 1 }] as const) {
      const wide = { ...settings, ...('stride' in settings ? { stride: [settings.stride, 1] } : {}) }
      const [y] = one(3, settings)(input([2, 7, 3]) as AnyNet).forward(f32, { key: key(0), train: true })([] as Some, [] as Some, x)
      const [yWide] = two([3, 1], wide)(input([2, 7, 1, 3]) as AnyNet).forward(f32, { key: key(0), train: true })([] as Some, [] as Some, image)
      expect(toFlat(y as Tensor)).toEqual(toFlat(yWide as Tensor))
    }
  }
})

describe('over all places', () => {
  const x = tensor([[[[1, -4], [3, -2]], [[3, -2], [1, -8]]]])
  const env = { key: key(0), train: true }

  test('the largest, of which the first has the slope', () => {
    const [y, , back] = pipe(input([1, 2, 2, 2]), globalMaxPool).forward(f32, env)([], [], x)
    expect(toNested(y)).toEqual([[3, -2]])
    expect(toNested(back(tensor([[5, 7]]))[1])).toEqual([[[[0, 0], [5, 7]], [[0, 0], [0, 0]]]])
  })

  test('the mean', () => {
    const [y, , back] = pipe(input([1, 2, 2, 2]), globalAveragePool).forward(f32, env)([], [], x)
    expect(toNested(y)).toEqual([[2, -4]])
    expect(toNested(back(tensor([[4, 8]]))[1])).toEqual([[[[1, 2], [1, 2]], [[1, 2], [1, 2]]]])
  })
})

test('a pool says its settings, its stride only where it is not its size', () => {
  const settings = (net: Some): object => (net as AnyNet).stages[0]!.settings
  expect(settings(pipe(input([1, 6, 6, 1]), maxPool2d(2)))).toEqual({ size: 2 })
  expect(settings(pipe(input([1, 6, 6, 1]), averagePool2d([2, 3], { stride: 1, padding: 'same' })))).toEqual({ size: '2×3', stride: 1, padding: 'same' })
})
