import { elementwise } from './elementwise.ts'
import { gated } from './gated.ts'

/**
 * `y = x tanh(log(1 + exp x))`. Misra, "Mish: a self regularized non-monotonic activation function", 2019.
 *
 * `dx = dy (g + x (1 − g²) sigmoid x)` with g = tanh(log(1 + exp x)). Smooth everywhere; −∞ gives 0.
 */
export const mish = elementwise('mish', (ops) => (x) => {
  const g = ops.tanh(ops.softplus(x))
  return [
    ops.note('y', gated(ops, x, g), 'y = x tanh(log(1 + e^x))'),
    (dy) => {
      const change = ops.mul(ops.sub(ops.fill(x.shape, 1), ops.mul(g, g)), ops.sigmoid(x))
      return ops.note('dx', ops.mul(dy, ops.add(g, gated(ops, x, change))), 'dx = dy (g + x (1 - g^2) sigmoid x)')
    },
  ]
})
