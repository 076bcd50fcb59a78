import { elementwise } from '../activations/elementwise.ts'

/**
 * `y = x`, as a constant to everything before it.
 *
 * `dx = 0`: nothing comes back.
 */
export const stopGradient = elementwise('stopGradient', (ops) => (x) => [
  ops.note('y', ops.stopGradient(x), 'y = x'),
  () => ops.note('dx', ops.fill(x.shape, 0), 'dx = 0'),
])
