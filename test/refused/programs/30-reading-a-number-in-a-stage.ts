import { type Float, map, type Net, type Shape, type Tensor, type Trees } from '../../../src/index.ts'

// A stage cannot look at a number, so it cannot branch on one; `select` chooses element by element.
// ends: '>'
export const relu = <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(prev: Net<P, S, A, Float<Sh>>): Net<P, S, A, Float<Sh>> =>
  map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind: 'relu', settings: {} }, (ops) => (x) => {
    const zero = ops.fill(x.shape, 0)
    // mended: const y = ops.select(ops.less(zero, x), x, zero)
    const y = x > 0 ? x : zero
    return [y, (dy) => ops.select(ops.less(zero, x), dy, zero)]
  })
