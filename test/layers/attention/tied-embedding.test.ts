import { describe, expect, test } from 'vitest'
import { dense, f32, foldIn, ids, key, linear, pipe, tensor, toNested, tree, treeEquals } from '../../../src/index.ts'
import { embedding } from '../../../src/layers/attention/embedding.ts'
import { tiedEmbedding } from '../../../src/layers/attention/tied-embedding.ts'

const env = { key: key(0), train: true }
const table = tensor([[1, 2], [3, 4], [5, 6]])
const x = tensor([2, 0], { dtype: 'i32' })

describe('tied embedding: logits = body(table[x]) tableᵀ', () => {
  test('by hand, with nothing between: both uses of the table are in its gradient', () => {
    const [y, , back] = pipe(ids([2]), tiedEmbedding(3, 2)((x) => x)).forward(f32, env)([[{ table }, []]], [[]], x)
    expect(toNested(y)).toEqual([[17, 39, 61], [5, 11, 17]])
    const [[[gradient]], dx] = back(tensor([[1, 0, 0], [0, 0, 1]]))
    // As output: row 0 gets (5, 6), row 2 gets (1, 2). As input: id 2 gets row 0, id 0 gets row 2.
    expect(toNested(gradient.table)).toEqual([[10, 12], [0, 0], [2, 4]])
    expect(dx).toBe(null)
  })

  test('the same as an embedding, the body and a product with the transposed table, whose gradients are added', () => {
    const net = pipe(ids([2]), tiedEmbedding(3, 2)((h) => pipe(h, dense(2))))
    const apart = pipe(ids([2]), embedding(3, 2), dense(2), linear(3))
    const [between, dy] = [{ w: tensor([[1, -2], [0, 3]]), b: tensor([4, -1]) }, tensor([[1, 2, -3], [0, 4, 5]])]
    const [y, , back] = net.forward(f32, env)([[{ table }, [between]]], [[]], x)
    const [z, , backApart] = apart.forward(f32, env)([{ table }, between, { w: f32.transpose(table, [1, 0]) }], [], x)
    expect(treeEquals(y, z)).toBe(true)
    const [[[gradient, [dbetween]]]] = back(dy)
    const [[input, dbetweenApart, output]] = backApart(dy)
    expect(treeEquals(gradient.table, f32.add(input.table, f32.transpose(output.w, [1, 0])))).toBe(true)
    expect(treeEquals(dbetween, dbetweenApart)).toBe(true)
  })

  test('the body draws from keys of its own, and nests its parameters', () => {
    const net = pipe(ids([2]), tiedEmbedding(3, 2)((h) => pipe(h, dense(2), dense(2))))
    const [params] = net.init(f32, key(5))
    expect(tree.leaves(params).map(({ path }) => path)).toEqual(['0.0.table', '0.1.0.w', '0.1.0.b', '0.1.1.w', '0.1.1.b'])
    const place = foldIn(key(5), 0)
    const [[first]] = pipe(ids([2]), embedding(3, 2)).init(f32, key(5))
    expect(treeEquals(params[0][0], first)).toBe(true)
    const [[, second]] = pipe(ids([2]), embedding(3, 2), dense(2)).init(f32, foldIn(place, 1))
    expect(treeEquals(params[0][1][1], second)).toBe(true)
  })

  test('an id outside of the table is named', () => {
    const net = pipe(ids([2]), tiedEmbedding(3, 2)((h) => h))
    expect(() => net.forward(f32, env)([[{ table }, []]], [[]], tensor([0, 3], { dtype: 'i32' }))).toThrow('gather: id 3 at [1] is not one of 0 to 2 (in 0.tiedEmbedding)')
  })
})
