import { elementwise } from './elementwise.ts'

/** λ and λ α of the paper, to all digits of f64. */
const [LAMBDA, LAMBDA_ALPHA] = [1.0507009873554805, 1.7580993408473766]

/**
 * `y = λ x where x > 0, else λ α (exp x − 1)` with λ = 1.0507…, α = 1.6732…, for which means of 0 and variances of 1 stay so from layer to layer.
 * Klambauer and others, "Self-normalizing neural networks", 2017; to begin with `lecunNormal` weights.
 *
 * `dx = λ dy where x > 0, else dy λ α exp x`: the slope at 0 is λ α = 1.758…, as in TensorFlow.js, PyTorch and JAX.
 */
export const selu = elementwise('selu', (ops) => (x) => {
  const zero = ops.fill(x.shape, 0)
  const [positive, below] = [ops.less(zero, x), ops.minimum(zero, x)]
  return [
    ops.note('y', ops.select(positive, ops.scale(x, LAMBDA), ops.scale(ops.expm1(below), LAMBDA_ALPHA)),
      'y = lambda x where x > 0, else lambda alpha (e^x - 1)'),
    (dy) => ops.note('dx', ops.mul(dy, ops.select(positive, ops.fill(x.shape, LAMBDA), ops.scale(ops.exp(below), LAMBDA_ALPHA))),
      'dx = lambda dy where x > 0, else dy lambda alpha e^x'),
  ]
})
