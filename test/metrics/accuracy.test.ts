import { expect, test } from 'vitest'
import { accuracy, tensor } from '../../src/index.ts'

test('accuracy: the share of rows whose largest output stands where the largest label does', () => {
  const labels = tensor([[0, 1], [1, 0], [0, 1], [1, 0]])
  expect(accuracy(tensor([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]]), labels)).toBe(1)
  expect(accuracy(tensor([[0.1, 0.9], [0.8, 0.2], [0.7, 0.3], [0.4, 0.6]]), labels)).toBe(0.5)
  expect(accuracy(tensor([[0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]), labels)).toBe(0.5)
})

test('what has no accuracy is refused: a single column, shapes that differ', () => {
  const column = tensor([[0.2], [0.9]])
  expect(() => accuracy(column, column)).toThrow('accuracy: a single column has no largest class; compare it with a threshold')
  expect(() => accuracy(tensor([[1, 0], [0, 1]]), tensor([[1, 0]]) as never)).toThrow('accuracy: outputs are [2, 2], labels are [1, 2]')
})
