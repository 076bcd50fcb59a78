import { elementwise } from './elementwise.ts'
import { gated } from './gated.ts'

/** 2 √(2/π) and its product with 0.044715. */
const LINEAR = 2 * Math.sqrt(2 / Math.PI)
const CUBIC = 0.044715 * LINEAR

/**
 * `gelu` with Φ replaced by tanh: `y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))`, off by less than 0.0005.
 * Hendrycks and Gimpel, "Gaussian error linear units", 2016. It is JAX's default, PyTorch's `approximate='tanh'` and `gelu_new` of `tf.layers`.
 *
 * It is computed as `y = x g` with `g = 1 / (1 + exp(−v))` and `v = 2 √(2/π) (x + 0.044715 x³)`, the same function, since 1 + tanh would lose the
 * digits of the left tail. `dx = dy (g + x g (1 − g) v′)`. Smooth everywhere; −∞ gives 0.
 */
export const geluTanh = elementwise('geluTanh', (ops) => (x) => {
  const square = ops.mul(x, x)
  const polynomial = (linear: number, cubic: number) => ops.add(ops.fill(x.shape, linear), ops.scale(square, cubic))
  const g = ops.sigmoid(ops.mul(x, polynomial(LINEAR, CUBIC)))
  return [
    ops.note('y', gated(ops, x, g), 'y = x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2'),
    (dy) => {
      const change = gated(ops, polynomial(LINEAR, 3 * CUBIC), ops.mul(g, ops.sub(ops.fill(x.shape, 1), g)))
      return ops.note('dx', ops.mul(dy, ops.add(g, gated(ops, x, change))), "dx = dy (g + x g (1 - g) v')")
    },
  ]
})
