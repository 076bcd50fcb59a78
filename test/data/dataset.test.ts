import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { equals, type Float, fromFlat, hashTree, type Ids, key, permutation, type Some, type Tensor, tensor, toNested } from '../../src/index.ts'
import {
  countOf, dataset, type Dataset, datasetHash, datasetOf, examplesAt, inRows, oneHot, shuffled, splitDataset,
} from '../../src/data/index.ts'
import { holds } from '../support/examples.ts'
import { keys, numbered, numbersOf, sorted, upTo } from './examples.ts'

const x = tensor([[1, 2], [3, 4], [5, 6]])
const labels = tensor([[0], [1], [1]])

describe('a dataset', () => {
  test('is typed by the shapes of one example', () => {
    const ours = dataset(x, labels)
    expectTypeOf(ours).toEqualTypeOf<Dataset<[2], [1]>>()
    expectTypeOf(ours.x).toEqualTypeOf<Float<readonly [number, 2]>>()
    expect([countOf(ours), ours.x, ours.labels]).toEqual([3, x, labels])
    expect(dataset(x, tensor([7, 8, 9], { dtype: 'i32' })).labels.dtype).toBe('i32')
    // @ts-expect-error -- two labels for three inputs
    expect(() => dataset(x, tensor([[0], [1]]))).toThrow('dataset: x [3, 2] has 3 examples, labels [2, 1] have 2')
    expect(() => dataset(tensor(1) as never, tensor(1) as never)).toThrow('dataset: x is [], labels are []: both need a first axis')
  })

  test('of plain rows is the same', () => {
    const ours = datasetOf({ x: [2], labels: [1] }, [[1, 2], [3, 4], [5, 6]], [[0], [1], [1]])
    expectTypeOf(ours).toEqualTypeOf<Dataset<readonly [2], readonly [1]>>()
    expect(datasetHash(ours)).toBe(datasetHash({ x, labels }))
    expect(toNested(datasetOf({ x: [2, 1], labels: [] }, [[1, 2]], [[3]]).x)).toEqual([[[1], [2]]])
    expect(() => datasetOf({ x: [2], labels: [1] }, [[1, 2], [3]], [[0], [1]])).toThrow('datasetOf: row 1 of x has 1 numbers, [2] holds 2')
    expect(() => datasetOf({ x: [2], labels: [1] }, [[1, 2]], [[0], [1]])).toThrow('dataset: x [1, 2] has 1 examples, labels [2, 1] have 2')
    expect(() => datasetOf({ x: [2], labels: [1] }, [], [])).toThrow('datasetOf: x has no rows')
    // @ts-expect-error -- a size that the compiler does not know
    expect(datasetOf({ x: [x.shape.length as number], labels: [1] }, [[1, 2]], [[0]]).x.shape).toEqual([1, 2])
  })

  test('its hash is that of its tensors: it sees every number, their order, and which is input', () => {
    const ours = { x, labels }
    expect(datasetHash(ours)).toBe(hashTree({ labels, x }))
    const others = [{ x: tensor([[1, 2], [3, 4], [5, 7]]), labels }, { x: labels, labels: x }, shuffled(dataset(x, labels), key(1)), { x, labels: tensor([0, 1, 1]) }]
    expect(new Set([ours, ...others].map(datasetHash)).size).toBe(5)
  })

  test('rows of a written shape, of a tensor whose shape only its file knew', () => {
    const images = fromFlat([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8], { dtype: 'i32' })
    const rows = inRows([4], images)
    expectTypeOf(rows).toEqualTypeOf<Ids<readonly [number, 4]>>()
    expect(toNested(rows)).toEqual([[1, 2, 3, 4], [5, 6, 7, 8]])
    expect(toNested(inRows([], tensor([1, 2])))).toEqual([1, 2])
    expect(() => inRows([3], images)).toThrow('inRows: the rows of [2, 2, 2] hold 4 numbers, [3] holds 3')
  })

  test('examples by number: copied, in every kind and precision', () => {
    for (const [kind, options] of [['f32', {}], ['f64', { precision: 'f64' }], ['i32', { dtype: 'i32' }], ['u32', { dtype: 'u32' }], ['bool', { dtype: 'bool' }]] as const) {
      // 30 numbers a row, which is longer than what is copied one by one; 2 are not.
      for (const width of [2, 30] as const) {
        const numbers = Array.from({ length: 3 * width }, (_, i) => kind === 'bool' ? i % 2 : i)
        const of = (rows: readonly number[]) =>
          fromFlat([rows.length, width] as Some, rows.flatMap((row) => numbers.slice(row * width, (row + 1) * width)), options as Some) as Tensor
        const taken = examplesAt(dataset(of([0, 1, 2]), of([0, 1, 2])), [2, 0, 0, 1])
        expect(equals(taken.x, of([2, 0, 0, 1])), `${kind} ${String(width)}`).toBe(true)
        expect(equals(taken.labels, of([2, 0, 0, 1]))).toBe(true)
      }
    }
    expect(() => examplesAt(dataset(x, labels), [0, 3])).toThrow('examplesAt: 3 is not an example from 0 to 2')
    expect(() => examplesAt(dataset(x, labels), [])).toThrow('examplesAt: no example was asked for')
  })
})

describe('by key', () => {
  test('shuffled: the same examples in the order of the permutation', () => {
    holds(fc.property(keys, fc.integer({ min: 1, max: 40 }), (key, n) => {
      expect(numbersOf(shuffled(numbered(n), key))).toEqual(permutation(key, n))
    }), 60)
  })

  test('split: nothing in both parts, everything in one, the same key the same split', () => {
    holds(fc.property(keys, fc.integer({ min: 2, max: 40 }), fc.nat(), (key, n, some) => {
      const heldOut = 1 + some % (n - 1)
      const parts = splitDataset(numbered(n), key, { heldOut })
      expect(countOf(parts.heldOut)).toBe(heldOut)
      expect(sorted([...numbersOf(parts.heldOut), ...numbersOf(parts.training)])).toEqual(upTo(n))
      expect(datasetHash(splitDataset(numbered(n), key, { heldOut }).training)).toBe(datasetHash(parts.training))
    }), 60)
    const [one, other] = [1, 2].map((seed) => datasetHash(splitDataset(numbered(40), key(seed), { heldOut: 10 }).heldOut))
    expect(one).not.toBe(other)
    for (const heldOut of [0, 3, 1.5]) {
      expect(() => splitDataset(numbered(3), key(1), { heldOut })).toThrow(`splitDataset: ${String(heldOut)} held out of 3 examples`)
    }
  })
})

describe('one-hot', () => {
  test('1 at the id, 0 elsewhere, for ids of any shape', () => {
    const hot = oneHot(tensor([2, 0], { dtype: 'i32' }), 3)
    expectTypeOf(hot).toEqualTypeOf<Float<readonly [2, 3]>>()
    expect(toNested(hot)).toEqual([[0, 0, 1], [1, 0, 0]])
    expect(toNested(oneHot(tensor([[1], [0]], { dtype: 'i32' }), 2))).toEqual([[[0, 1]], [[1, 0]]])
    expect(() => oneHot(tensor([[1], [3]], { dtype: 'i32' }), 3)).toThrow('oneHot: id at [1, 0] is 3, not a class from 0 to 2')
    // @ts-expect-error -- a number of classes that the compiler does not know
    expect(oneHot(tensor([0], { dtype: 'i32' }), 2 as number).shape).toEqual([1, 2])
  })
})
