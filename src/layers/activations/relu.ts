import { elementwise } from './elementwise.ts'

/**
 * `y = max(0, x)`; NaN stays NaN.
 *
 * `dx = dy where x > 0, else 0`: the slope at 0 is 0, as in TensorFlow.js, JAX and PyTorch.
 */
export const relu = elementwise('relu', (ops) => (x) => {
  const zero = ops.fill(x.shape, 0)
  const positive = ops.less(zero, x)
  return [
    ops.note('y', ops.maximum(x, zero), 'y = max(0, x)'),
    (dy) => ops.note('dx', ops.select(positive, dy, zero), 'dx = dy where x > 0, else 0'),
  ]
})
