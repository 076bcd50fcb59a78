import { elementwise } from './elementwise.ts'

/**
 * `y = min(max(0, 0.2 x + 0.5), 1)`, the `hardSigmoid` of Keras 2 and TensorFlow.js (tfjs-layers `backend/tfjs_backend.ts`).
 *
 * `dx = 0.2 dy where 0 ≤ 0.2 x + 0.5 ≤ 1, else 0`: the slope at both kinks, ±2.5, is 0.2, as in TensorFlow.js.
 */
export const tfjsHardSigmoid = elementwise('tfjsHardSigmoid', (ops) => (x) => {
  const [zero, one] = [ops.fill(x.shape, 0), ops.fill(x.shape, 1)]
  const line = ops.add(ops.scale(x, 0.2), ops.fill(x.shape, 0.5))
  const rising = ops.and(ops.lessEqual(zero, line), ops.lessEqual(line, one))
  return [
    ops.note('y', ops.minimum(one, ops.maximum(zero, line)), 'y = min(max(0, 0.2 x + 0.5), 1)'),
    (dy) => ops.note('dx', ops.select(rising, ops.scale(dy, 0.2), zero), 'dx = 0.2 dy where 0 <= 0.2 x + 0.5 <= 1, else 0'),
  ]
})
