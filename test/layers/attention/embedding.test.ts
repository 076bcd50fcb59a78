import { describe, expect, test } from 'vitest'
import { equals, f32, identity, ids, initializers, key, pipe, type Some, tensor, toNested } from '../../../src/index.ts'
import { embedding } from '../../../src/layers/attention/embedding.ts'

const env = { key: key(0), train: true }
const table = tensor([[1, 2], [3, 4], [5, 6]])
const whole = { dtype: 'i32' } as const

describe('embedding: y = table[x]', () => {
  const net = pipe(ids([2, 2]), embedding(3, 2))
  const x = tensor([[2, 0], [2, 2]], whole)

  test('by hand: rows are copied, and the gradients of one id are added', () => {
    const [y, , back] = net.forward(f32, env)([{ table }], [], x)
    expect(toNested(y)).toEqual([[[5, 6], [1, 2]], [[5, 6], [5, 6]]])
    const [[gradient], dx] = back(tensor([[[1, 10], [2, 20]], [[3, 30], [4, 40]]]))
    expect(toNested(gradient.table)).toEqual([[2, 20], [0, 0], [8, 80]])
    expect(dx).toBe(null)
  })

  test('NaN in a row that nobody asks for stays there', () => {
    const [y] = net.forward(f32, env)([{ table: tensor([[1, 2], [NaN, NaN], [5, 6]]) }], [], x)
    expect(toNested(y)).toEqual([[[5, 6], [1, 2]], [[5, 6], [5, 6]]])
  })

  test('an id outside of the table is named with its place', () => {
    const run = (id: number) => () => net.forward(f32, env)([{ table }], [], tensor([[0, 1], [id, 0]] as const, whole) as Some)
    expect(run(3)).toThrow('gather: id 3 at [1, 0] is not one of 0 to 2 (in 0.embedding)')
    expect(run(-1)).toThrow('gather: id -1 at [1, 0] is not one of 0 to 2 (in 0.embedding)')
  })

  test('first numbers: uniform on [−0.05, 0.05), or what was given', () => {
    const [[first]] = pipe(ids([2]), embedding(4, 5)).init(f32, key(3))
    expect(equals(first.table, initializers.uniform(-0.05, 0.05)(f32, f32.foldIn(key(3), 0), [4, 5]))).toBe(true)
    const [[ones]] = pipe(ids([2]), embedding(2, 2, { initializer: initializers.ones })).init(f32, key(3))
    expect(toNested(ones.table)).toEqual([[1, 1], [1, 1]])
  })

  test('it says its settings', () => {
    expect(embedding(3, 2)(identity<Some>([2, 2], 'i32')).stages).toEqual([{ kind: 'embedding', settings: { vocabulary: 3, width: 2 }, out: [2, 2, 2] }])
  })
})
