import type { Net, Trees } from '../../net.ts'
import { add, type Add } from '../../shape/digits.ts'
import { fromMatrix, lastOf, leadingOf, toMatrix } from '../../shape/matrix.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { type Block, netOf } from './block.ts'
import { both } from './both.ts'

/**
 * x goes through two blocks, whose outputs are put side by side along the last axis: `y = [f(x), g(x)]`, `[..., M]` and `[..., K]` →
 * `[..., M + K]`. Compiles only if the other axes of both are equal. The parameters are a pair, and each block draws from a key of its own.
 *
 * The first M columns of `dy` go to f, the others to g, and `dx = df + dg`.
 */
export const concatOf =
  <
    QF extends Trees, RF extends Trees, QG extends Trees, RG extends Trees, Sh extends Shape, L extends Shape, M extends number, K extends number,
  >(
    f: Block<QF, RF, Sh, readonly [...L, M]>, g: Block<QG, RG, Sh, readonly [...L, K]>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, readonly [QF, QG]], readonly [...S, readonly [RF, RG]], A, Float<readonly [...L, Add<M, K>]>> => {
    const [left, right] = [netOf(f, prev.out), netOf(g, prev.out)]
    const [leading, m, k]: [L, M, K] = [leadingOf<L>(left.out), lastOf<M>(left.out), lastOf<K>(right.out)]
    const width: Add<M, K> = add(m, k)
    return both(prev, [...leading, width] as const, 'concatOf', [left, right], (ops) => (a, b) => {
      const [u, v] = [toMatrix<L, M>(ops, a), toMatrix<L, K>(ops, b)]
      const [rows] = u.shape
      const y = ops.concat([u, v], 1, [rows, width])
      return [fromMatrix(ops, y, leading), 'y = [f(x), g(x)]', (dOutput) => {
        const dy = toMatrix<L, Add<M, K>>(ops, dOutput)
        return [
          fromMatrix(ops, ops.slice(dy, { start: [0, 0] }, [rows, m]), leading),
          fromMatrix(ops, ops.slice(dy, { start: [0, m] }, [rows, k]), leading),
        ]
      }]
    })
  }
