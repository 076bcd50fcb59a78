import { map, type Net, type Trees } from '../net.ts'
import type { Float, Shape, Tensor } from '../tensor.ts'

/**
 * `y = max(0, x)`; NaN stays NaN.
 *
 * `dx = dy where x > 0, else 0`: the slope at 0 is 0, as in TensorFlow.js, JAX and PyTorch.
 */
export const relu = <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(
  prev: Net<P, S, A, Float<Sh>>,
): Net<P, S, A, Float<Sh>> =>
  map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind: 'relu', settings: {} }, (ops) => (x) => {
    const zero = ops.fill(x.shape, 0)
    const positive = ops.less(zero, x)
    return [
      ops.note('y', ops.maximum(x, zero), 'y = max(0, x)'),
      (dy) => ops.note('dx', ops.select(positive, dy, zero), 'dx = dy where x > 0, else 0'),
    ]
  })
