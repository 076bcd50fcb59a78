import type { FixedSize } from '../../tensor.ts'
import { alongAxis, type AxisStage } from './along.ts'

/**
 * `y = x − m − log Σ exp(x − m)` along the axis of this number, counted from 0, m the largest of x; `logSoftmax` takes the last.
 *
 * `dx = dy − exp y Σ dy`. An axis that the shape does not have does not compile. (`tf.logSoftmax` has the last axis only.)
 */
export const logSoftmaxAlong = <const X extends number>(axis: X & FixedSize<X>): AxisStage<X> =>
  alongAxis<X>('logSoftmaxAlong', axis, { y: 'y = x - log sum e^x', dx: 'dx = dy - e^y sum dy' }, (ops) => (x) => {
    const shifted = ops.sub(x, ops.broadcast(ops.max(x, [1]), x.shape, [1]))
    const y = ops.sub(shifted, ops.broadcast(ops.log(ops.sum(ops.exp(shifted), [1])), x.shape, [1]))
    return [y, (dy) => ops.sub(dy, ops.mul(ops.exp(y), ops.broadcast(ops.sum(dy, [1]), x.shape, [1])))]
  })
