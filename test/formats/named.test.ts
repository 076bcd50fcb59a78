import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromNamed, toNamed } from '../../src/formats/named.ts'
import { adam, dense, f32, initialize, input, key, Misuse, pipe, relu, softmaxCrossEntropy, tensor, toPrecision, trainStep, tree, type Tree, treeEquals } from '../../src/index.ts'
import { holds } from '../support/examples.ts'
import { read, refusal } from './outcome.ts'
import { tensors } from './tensors.ts'

const step = trainStep(pipe(input([2, 3]), dense(4), relu, dense(2)), softmaxCrossEntropy, adam({ learningRate: 0.1 }))
const state = initialize(step, key(1))

const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, tensors, fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('w', 'b.c', '__proto__', 'constructor', 'x'), tie('tree'), { maxKeys: 3 }) as fc.Arbitrary<Tree>),
})).tree

describe('a tree by names', () => {
  test('comes back to the bit, with its empty lists and records', () => {
    holds(fc.property(trees, (t) => {
      const back = read(fromNamed('f', t, toNamed(t)))
      expect(treeEquals(back, t)).toBe(true)
      expect(JSON.stringify(back)).toBe(JSON.stringify(t))
    }), 200)
  })

  test('the names are the paths', () => {
    expect(Object.keys(toNamed(state))).toEqual(tree.leaves(state).map(({ path }) => path))
    expect(Object.keys(toNamed(state))).toContain('params.1.b')
  })

  test('the order of the names does not count, nor the numbers of the tree that says the structure', () => {
    const named = Object.fromEntries(Object.entries(toNamed(state)).reverse())
    expect(treeEquals(read(fromNamed('f', initialize(step, key(2)), named)), state)).toBe(true)
  })

  test('two tensors of one path are a misuse', () => {
    expect(() => toNamed({ '': { w: tensor([1]) }, w: tensor([2]) })).toThrow(Misuse)
    expect(() => toNamed({ '': { w: tensor([1]) }, w: tensor([2]) })).toThrow('toNamed: two tensors of the tree have the path "w"')
  })
})

describe('names that do not fit are refused', () => {
  const like = { w: f32.fill([2, 3], 0), ids: tensor([1], { dtype: 'i32' }), empty: [] }
  const w = f32.fill([2, 3], 1)
  const ids = tensor([2], { dtype: 'i32' })

  test.each([
    ['a missing tensor', { w }, 'tensor "ids": it is missing; [1] i32 is expected'],
    ['an extra tensor', { w, ids, x: w }, 'tensor "x": nothing here has that name.'],
    ['two extra tensors', { w, ids, x: w, y: w }, 'tensor "x": nothing here has that name, nor that of 1 more.'],
    ['another shape', { w: f32.fill([3, 2], 1), ids }, 'tensor "w": its shape is [3, 2], [2, 3] is expected'],
    ['another number of axes', { w: f32.fill([6], 1), ids }, 'tensor "w": its shape is [6], [2, 3] is expected'],
    ['another kind', { w, ids: tensor([2]) }, 'tensor "ids": it holds f32, i32 is expected'],
    ['another precision', { w: toPrecision('f64')(w), ids }, 'tensor "w": it holds f64, f32 is expected'],
    ['a name of a prototype instead', { toString: w, ids }, 'tensor "w": it is missing'],
  ])('%s', (_name, tensors, message) => {
    expect(refusal(fromNamed('model.npz', like, tensors))).toContain(`model.npz, ${message}`)
  })

  test('extra tensors are let be where that is asked for', () => {
    expect(treeEquals(read(fromNamed('f', like, { w, ids, x: w }, { extra: 'ignored' })), { w, ids, empty: [] })).toBe(true)
  })
})
