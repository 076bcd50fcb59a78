import { elementwise } from './elementwise.ts'

/**
 * `y = 1 / (1 + exp(−x))`.
 *
 * `dx = dy y (1 − y)`.
 */
export const sigmoid = elementwise('sigmoid', (ops) => (x) => {
  const y = ops.note('y', ops.sigmoid(x), 'y = 1 / (1 + e^{-x})')
  const slope = ops.mul(y, ops.sub(ops.fill(y.shape, 1), y))
  return [y, (dy) => ops.note('dx', ops.mul(dy, slope), 'dx = dy y (1 - y)')]
})
