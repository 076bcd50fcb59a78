import type { Net, Trees } from '../../net.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { withGlobalPool } from './global.ts'

/**
 * The mean of each channel over all axes between the first and the last: `y[n, c] = Σ x[n, …, c] / m`. `[N, …, C] → [N, C]`.
 *
 * `dx[n, …, c] = dy[n, c] / m`. `tf.layers.globalAveragePooling1d` and `2d`.
 */
export const globalAveragePool = <P extends Trees, S extends Trees, A extends Tensor, N extends number, M extends Shape, C extends number>(
  prev: Net<P, S, A, Float<readonly [N, ...M, C]>>,
): Net<P, S, A, Float<readonly [N, C]>> =>
  withGlobalPool(prev, 'globalAveragePool', { y: 'mean of x', x: 'dy / m' }, (ops, x) => {
    const [, m] = x.shape
    const count = (like: Float<readonly [N, C]>): Float<readonly [N, C]> => ops.fill(like.shape, m)
    const total = ops.sum(x, [1])
    return [ops.div(total, count(total)), (dy) => ops.broadcast(ops.div(dy, count(dy)), x.shape, [1])]
  })
