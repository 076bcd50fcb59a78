import type { Net, Trees } from '../../net.ts'
import { map } from '../../stages.ts'
import type { Float, Tensor } from '../../tensor.ts'

/**
 * The last step of each sequence: `y = x[:, T − 1, :]`, `[N, T, C] → [N, C]`.
 *
 * `dx` is `dy` at the last step and 0 at the others.
 */
export const lastStep = <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, C extends number>(
  prev: Net<P, S, A, Float<readonly [N, T, C]>>,
): Net<P, S, A, Float<readonly [N, C]>> => {
  const [n, t, c] = prev.out
  const last = { start: [0, t - 1, 0] }
  return map<P, S, A, Float<readonly [N, T, C]>, Float<readonly [N, C]>>(prev, [n, c], { kind: 'lastStep' }, (ops) => (x) => [
    ops.note('y', ops.reshape(ops.slice(x, last, [n, 1, c]), [n, c]), 'y = x at the last step'),
    (dy) => ops.note('dx', ops.pad(ops.reshape(dy, [n, 1, c]), last, prev.out), 'dx = dy at the last step, 0 at the others'),
  ])
}
