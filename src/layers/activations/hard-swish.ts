import { elementwise } from './elementwise.ts'
import { gated } from './gated.ts'
import { hardGate } from './hard-sigmoid.ts'

/**
 * `y = x relu6(x + 3) / 6`. Howard and others, "Searching for MobileNetV3", 2019. TensorFlow.js has none.
 *
 * `dx = dy (2 x + 3) / 6 where −3 < x < 3`, and beyond that 0 on the left and dy on the right: the slope is 0 at −3 and 1 at 3, as in PyTorch and
 * JAX. (Written with `tf.relu6` it is 1.5 at 3.) −∞ gives 0.
 */
export const hardSwish = elementwise('hardSwish', (ops) => (x) => {
  const { gate, rising } = hardGate(ops, x)
  return [
    ops.note('y', gated(ops, x, gate), 'y = x min(max(0, x + 3), 6) / 6'),
    (dy) => {
      const slope = ops.div(ops.add(ops.scale(x, 2), ops.fill(x.shape, 3)), ops.fill(x.shape, 6))
      return ops.note('dx', ops.mul(dy, ops.select(rising, slope, gate)), 'dx = dy (2 x + 3) / 6 where -3 < x < 3, 0 to the left, dy to the right')
    },
  ]
})
