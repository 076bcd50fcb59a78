import type { Ops } from '../../ops.ts'
import type { Float, Mask, Shape } from '../../tensor.ts'
import { elementwise } from './elementwise.ts'

/** `relu6(x + 3) / 6`, and where it rises: −3 < x < 3. */
export const hardGate = <S extends Shape>(ops: Ops, x: Float<S>): { readonly gate: Float<S>; readonly rising: Mask<S> } => {
  const fill = (value: number): Float<S> => ops.fill(x.shape, value)
  const shifted = ops.add(x, fill(3))
  return {
    gate: ops.div(ops.minimum(fill(6), ops.maximum(shifted, fill(0))), fill(6)),
    rising: ops.and(ops.less(fill(-3), x), ops.less(x, fill(3))),
  }
}

/**
 * `y = relu6(x + 3) / 6`: 0 up to −3, 1 from 3 on, straight between. Howard and others, "Searching for MobileNetV3", 2019.
 * So it is in PyTorch, JAX and Keras 3; Keras 2 and TensorFlow.js have `tfjsHardSigmoid`.
 *
 * `dx = dy / 6 where −3 < x < 3, else 0`: the slope at both kinks is 0, as in PyTorch and JAX. (Written with `tf.relu6` it is 1/6 at 3.)
 */
export const hardSigmoid = elementwise('hardSigmoid', (ops) => (x) => {
  const { gate, rising } = hardGate(ops, x)
  return [
    ops.note('y', gate, 'y = min(max(0, x + 3), 6) / 6'),
    (dy) => ops.note('dx', ops.select(rising, ops.div(dy, ops.fill(x.shape, 6)), ops.fill(x.shape, 0)), 'dx = dy / 6 where -3 < x < 3, else 0'),
  ]
})
