import type { Net, Trees } from '../../net.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { withGlobalPool } from './global.ts'

/**
 * The largest number of each channel over all axes between the first and the last: `y[n, c] = max x[n, …, c]`. `[N, …, C] → [N, C]`. NaN where
 * any number is.
 *
 * `dx[n, …, c] = dy[n, c]` where x is the largest, else 0; of equals the first in row-major order has the whole slope, as with `maxPool2d`.
 * `tf.layers.globalMaxPooling1d` and `2d`, which give the whole slope to each of equals.
 */
export const globalMaxPool = <P extends Trees, S extends Trees, A extends Tensor, N extends number, M extends Shape, C extends number>(
  prev: Net<P, S, A, Float<readonly [N, ...M, C]>>,
): Net<P, S, A, Float<readonly [N, C]>> =>
  withGlobalPool(prev, 'globalMaxPool', { y: 'max of x', x: 'dy where x is the first largest, else 0' }, (ops, x) => {
    const first = ops.argmax(x, 1)
    return [ops.max(x, [1]), (dy) => {
      const chosen = ops.equal(ops.iota(x.shape, 1), ops.broadcast(first, x.shape, [1]))
      return ops.select(chosen, ops.broadcast(dy, x.shape, [1]), ops.fill(x.shape, 0))
    }]
  })
