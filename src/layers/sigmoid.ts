import { map, type Net, type Trees } from '../net.ts'
import type { Float, Shape, Tensor } from '../tensor.ts'

/**
 * `y = 1 / (1 + exp(−x))`.
 *
 * `dx = dy y (1 − y)`.
 */
export const sigmoid = <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(
  prev: Net<P, S, A, Float<Sh>>,
): Net<P, S, A, Float<Sh>> =>
  map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind: 'sigmoid', settings: {} }, (ops) => (x) => {
    const y = ops.note('y', ops.sigmoid(x), 'y = 1 / (1 + e^{-x})')
    const slope = ops.mul(y, ops.sub(ops.fill(y.shape, 1), y))
    return [y, (dy) => ops.note('dx', ops.mul(dy, slope), 'dx = dy y (1 - y)')]
  })
