import { elementwise } from './elementwise.ts'

/**
 * `y = log(1 / (1 + exp(−x))) = −log(1 + exp(−x))`, without overflow: about x far to the left, about −exp(−x) far to the right.
 *
 * `dx = dy / (1 + exp x)`. Smooth everywhere. As `tf.logSigmoid`, PyTorch's `LogSigmoid` and JAX's `log_sigmoid`.
 */
export const logSigmoid = elementwise('logSigmoid', (ops) => (x) => {
  const opposite = ops.neg(x)
  return [
    ops.note('y', ops.neg(ops.softplus(opposite)), 'y = -log(1 + e^{-x})'),
    (dy) => ops.note('dx', ops.mul(dy, ops.sigmoid(opposite)), 'dx = dy / (1 + e^x)'),
  ]
})
