import { elementwise } from './elementwise.ts'

/**
 * `y = min(max(0, x), 6)`; NaN stays NaN. Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
 *
 * `dx = dy where 0 < x ≤ 6, else 0`: the slope is 0 at 0 and 1 at 6, as that of `tf.relu6`. At 6 others differ: `tf.layers` (the smaller of
 * 6 and relu), PyTorch and JAX have 0.
 */
export const relu6 = elementwise('relu6', (ops) => (x) => {
  const [zero, six] = [ops.fill(x.shape, 0), ops.fill(x.shape, 6)]
  const open = ops.and(ops.less(zero, x), ops.lessEqual(x, six))
  return [
    ops.note('y', ops.minimum(six, ops.maximum(x, zero)), 'y = min(max(0, x), 6)'),
    (dy) => ops.note('dx', ops.select(open, dy, zero), 'dx = dy where 0 < x <= 6, else 0'),
  ]
})
