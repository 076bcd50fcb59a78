import { elementwise } from './elementwise.ts'

/**
 * `y = log(1 + exp x)`, without overflow and without losing exp x beside 1. Dugas and others, "Incorporating second-order functional knowledge for
 * better option pricing", 2000. (TensorFlow.js takes x itself above 13.94, and exp x below −13.94.)
 *
 * `dx = dy / (1 + exp(−x))`. Smooth everywhere.
 */
export const softplus = elementwise('softplus', (ops) => (x) => [
  ops.note('y', ops.softplus(x), 'y = log(1 + e^x)'),
  (dy) => ops.note('dx', ops.mul(dy, ops.sigmoid(x)), 'dx = dy / (1 + e^{-x})'),
])
