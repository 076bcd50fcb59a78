import { elementwise } from './elementwise.ts'

/**
 * `y = tanh x`.
 *
 * `dx = dy (1 − y²)`.
 */
export const tanh = elementwise('tanh', (ops) => (x) => {
  const y = ops.note('y', ops.tanh(x), 'y = tanh x')
  const slope = ops.sub(ops.fill(y.shape, 1), ops.mul(y, y))
  return [y, (dy) => ops.note('dx', ops.mul(dy, slope), 'dx = dy (1 - y^2)')]
})
