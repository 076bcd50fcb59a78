import type { FixedSize } from '../../tensor.ts'
import { alongAxis, type AxisStage } from './along.ts'

/**
 * `y = exp(x − m) / Σ exp(x − m)` along the axis of this number, counted from 0, m the largest of x; `softmax` takes the last.
 *
 * `dx = y (dy − Σ dy y)`. An axis that the shape does not have does not compile. (`tf.softmax` has the last axis only.)
 */
export const softmaxAlong = <const X extends number>(axis: X & FixedSize<X>): AxisStage<X> =>
  alongAxis<X>('softmaxAlong', axis, { y: 'y = e^x / sum e^x', dx: 'dx = y (dy - sum dy y)' }, (ops) => (x) => {
    const e = ops.exp(ops.sub(x, ops.broadcast(ops.max(x, [1]), x.shape, [1])))
    const y = ops.div(e, ops.broadcast(ops.sum(e, [1]), x.shape, [1]))
    return [y, (dy) => ops.mul(y, ops.sub(dy, ops.broadcast(ops.sum(ops.mul(dy, y), [1]), x.shape, [1])))]
  })
