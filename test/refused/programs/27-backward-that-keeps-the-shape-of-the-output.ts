import { type Float, map, type Net, type Tensor, type Trees } from '../../../src/index.ts'

// The sum over the last axis: its way back must repeat dy along that axis.
// ends: 1 element(s) 2
export const total = <P extends Trees, S extends Trees, A extends Tensor, N extends number, M extends number>(
  prev: Net<P, S, A, Float<readonly [N, M]>>,
): Net<P, S, A, Float<readonly [N]>> =>
  map<P, S, A, Float<readonly [N, M]>, Float<readonly [N]>>(prev, [prev.out[0]], { kind: 'total', settings: {} }, (ops) => (x) => [
    ops.sum(x, [1]),
    // mended: (dy) => ops.broadcast(dy, x.shape, [1]),
    (dy) => dy,
  ])
