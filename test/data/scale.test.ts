import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equals, f32, f64, fromFlat, key, type Some, type Tensor, tensor, toFlat, toNested, treeEquals } from '../../src/index.ts'
import { dataset, rescale, rescaling, shuffled, standardization, standardize } from '../../src/data/index.ts'
import { holds } from '../support/examples.ts'
import { keys } from './examples.ts'

const labels = tensor([0, 0, 1, 1])
const of = (x: Tensor) => dataset<4, [2], [], 'float', 'float'>(x as Some, labels)
/** Column 0 has mean 5 and deviation √5, column 1 is constant. */
const examples = of(tensor([[2, 7], [4, 7], [6, 7], [8, 7]]))
const varied = of(tensor([[2, 7], [4, 7], [6, 8], [8, 9]]))
const zero = { constantColumns: 'zero' } as const
const refuse = { constantColumns: 'refuse' } as const

/** Numbers as f32 keeps them. */
const narrow = (...numbers: readonly number[]): readonly number[] => numbers.map(Math.fround)

describe('standardization', () => {
  test('is the mean and the deviation of each column; a constant one is divided by 1', () => {
    const { mean, deviation } = standardization(examples, zero)
    expect([toFlat(mean), toFlat(deviation)]).toEqual([[5, 7], narrow(Math.sqrt(5), 1)])
    expect(toFlat(standardization(varied, refuse).deviation)).toEqual(narrow(Math.sqrt(5), Math.sqrt(0.6875)))
  })

  test('standardize: (x − mean) / deviation, of what it was fitted to and of anything else, batches too', () => {
    const fitted = standardization(examples, zero)
    const done = standardize(fitted)(examples)
    const root = Math.fround(Math.sqrt(5))
    expect(toNested(done.x)).toEqual([[-3, 0], [-1, 0], [1, 0], [3, 0]].map(([a = 0, b = 0]) => narrow(a / root, b)))
    expect(done.labels).toBe(labels)
    const batch = { x: tensor([[5, 8], [10, 6]]), labels: tensor([0, 1]), more: 'kept' }
    expect(toNested(standardize(fitted)(batch).x)).toEqual([narrow(0, 1), narrow(5 / root, -1)])
    expect(standardize(fitted)(batch).more).toBe('kept')
  })

  test('is what the engine computes by the same formula, in the precision of x', () => {
    holds(fc.property(fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 8, maxLength: 8 }), fc.constantFrom('f32', 'f64'), (numbers, precision) => {
      const x = fromFlat([4, 2], numbers, { precision })
      const { mean, deviation } = standardization(of(x), zero)
      const ops = precision === 'f32' ? f32 : f64
      const wide = (column: Tensor) => ops.broadcast(column as Tensor<readonly [2], 'float'>, [4, 2], [0])
      expect(equals(standardize({ mean, deviation })(of(x)).x, ops.div(ops.sub(x, wide(mean)), wide(deviation)))).toBe(true)
    }), 60)
  })

  test('does not depend on the order of the examples, to the bit', () => {
    const wide = fc.tuple(fc.float({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -20, max: 20 })).map(([x, e]) => x * 2 ** e)
    holds(fc.property(fc.array(wide, { minLength: 8, maxLength: 8 }), keys, (numbers, key) => {
      const some = of(fromFlat([4, 2], numbers))
      expect(treeEquals({ ...standardization(some, zero) }, { ...standardization(shuffled(some, key), zero) })).toBe(true)
      expect(treeEquals({ ...rescaling(some, zero) }, { ...rescaling(shuffled(some, key), zero) })).toBe(true)
    }), 100)
  })

  test('a column far from 0 loses no digits', () => {
    const far = of(fromFlat([4, 2], [2, 7, 4, 7, 6, 8, 8, 9].map((x) => x + 2 ** 45), { precision: 'f64' }))
    expect(toFlat(standardization(far, refuse).deviation)).toEqual(toFlat(standardization(varied, refuse).deviation))
  })
})

describe('rescaling', () => {
  test('from 0 to 1 where it was fitted, and beyond for what lies beyond', () => {
    const fitted = rescaling(examples, zero)
    expect([toFlat(fitted.smallest), toFlat(fitted.range)]).toEqual([[2, 7], [6, 1]])
    expect(toNested(rescale(fitted)(examples).x)).toEqual([narrow(0, 0), narrow(1 / 3, 0), narrow(2 / 3, 0), narrow(1, 0)])
    expect(toNested(rescale(fitted)({ x: tensor([[14, 6]]) }).x)).toEqual([[2, -1]])
  })
})

describe('misuse', () => {
  const fitted = standardization(examples, zero)
  test.each([
    ['a constant column', () => standardization(examples, refuse), "standardization: column [1] is the same number everywhere; give constantColumns: 'zero'"],
    ['a constant column', () => rescaling(examples, refuse), 'rescaling: column [1] is the same number everywhere'],
    ['NaN', () => standardization(of(tensor([[2, 7], [4, NaN], [6, 7], [8, 7]])), zero), 'standardization: column [1] holds numbers that are not finite'],
    ['an infinity', () => rescaling(of(tensor([[-Infinity, 7], [4, 7], [6, 7], [8, 7]])), zero), 'rescaling: column [0] holds numbers that are not finite'],
    // @ts-expect-error -- rows of three numbers
    ['other rows', () => standardize(fitted)({ x: tensor([[1, 2, 3]]) }), 'standardize: x is [1, 3], it was fitted to rows of [2]'],
  ])('%s', (_, wrong, message) => {
    expect(wrong).toThrow(message)
  })
  test('what happens to constant columns must be said', () => {
    // @ts-expect-error -- no constantColumns
    expect(() => standardization(shuffled(examples, key(1)), {})).toThrow('is the same number everywhere')
  })
})
