import { elementwise } from './elementwise.ts'

/**
 * `y = min(max(−1, x), 1)`; NaN stays NaN.
 *
 * `dx = dy where −1 ≤ x ≤ 1, else 0`: the slope at both kinks is 1, as in `tf.clipByValue` and JAX; in PyTorch it is 0.
 */
export const hardTanh = elementwise('hardTanh', (ops) => (x) => {
  const [least, most] = [ops.fill(x.shape, -1), ops.fill(x.shape, 1)]
  const inside = ops.and(ops.lessEqual(least, x), ops.lessEqual(x, most))
  return [
    ops.note('y', ops.minimum(most, ops.maximum(least, x)), 'y = min(max(-1, x), 1)'),
    (dy) => ops.note('dx', ops.select(inside, dy, ops.fill(x.shape, 0)), 'dx = dy where -1 <= x <= 1, else 0'),
  ]
})
