import { map, type Net, type Trees } from '../net.ts'
import type { Float, Shape, Tensor } from '../tensor.ts'

/**
 * `y = tanh x`.
 *
 * `dx = dy (1 − y²)`.
 */
export const tanh = <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(
  prev: Net<P, S, A, Float<Sh>>,
): Net<P, S, A, Float<Sh>> =>
  map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind: 'tanh', settings: {} }, (ops) => (x) => {
    const y = ops.note('y', ops.tanh(x), 'y = tanh x')
    const slope = ops.sub(ops.fill(y.shape, 1), ops.mul(y, y))
    return [y, (dy) => ops.note('dx', ops.mul(dy, slope), 'dx = dy (1 - y^2)')]
  })
