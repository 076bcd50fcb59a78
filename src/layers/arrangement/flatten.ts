import type { Net, Trees } from '../../net.ts'
import { size, type SizeOf } from '../../shape/size.ts'
import { map } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

/**
 * All axes of a row as one, in row-major order: `[N, …] → [N, product of the others]`. No number changes.
 *
 * `dx` is `dy` in the shape of x.
 */
export const flatten = <P extends Trees, S extends Trees, A extends Tensor, N extends number, Rest extends Shape>(
  prev: Net<P, S, A, Float<readonly [N, ...Rest]>>,
): Net<P, S, A, Float<readonly [N, SizeOf<Rest>]>> => {
  const [n, ...rest] = prev.out
  const out: readonly [N, SizeOf<Rest>] = [n, size<Rest>(rest)]
  return map<P, S, A, Float<readonly [N, ...Rest]>, Float<readonly [N, SizeOf<Rest>]>>(prev, out, { kind: 'flatten' }, (ops) => (x) => [
    ops.note('y', ops.reshape(x, out), 'y = x, one axis a row'),
    (dy) => ops.note('dx', ops.reshape(dy, prev.out), 'dx = dy, in the shape of x'),
  ])
}
