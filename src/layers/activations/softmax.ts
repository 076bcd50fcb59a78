import type { Net, Trees } from '../../net.ts'
import { map } from '../../stages.ts'
import { fromMatrix, leadingOf, toMatrix } from '../../shape/matrix.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

/**
 * `y = exp(x − m) / Σ exp(x − m)` on the last axis, m the largest of x, so that no exponential overflows. A row of −∞
 * alone has no largest to begin from: it gives NaN, as everywhere.
 *
 * `dx = y (dy − Σ dy y)`: the whole Jacobian, not only its diagonal.
 */
export const softmax = <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, M extends number>(
  prev: Net<P, S, A, Float<readonly [...B, M]>>,
): Net<P, S, A, Float<readonly [...B, M]>> => {
  const leading = leadingOf<B>(prev.out)
  return map<P, S, A, Float<readonly [...B, M]>, Float<readonly [...B, M]>>(
    prev, prev.out, { kind: 'softmax', settings: {} }, (ops) => (input) => {
      const x = toMatrix<B, M>(ops, input)
      const e = ops.exp(ops.sub(x, ops.broadcast(ops.max(x, [1]), x.shape, [1])))
      const y = ops.div(e, ops.broadcast(ops.sum(e, [1]), x.shape, [1]))
      return [
        ops.note('y', fromMatrix(ops, y, leading), 'y = e^x / sum e^x'),
        (dOutput) => {
          const dy = toMatrix<B, M>(ops, dOutput)
          const along = ops.sum(ops.mul(dy, y), [1])
          const dx = ops.mul(y, ops.sub(dy, ops.broadcast(along, x.shape, [1])))
          return ops.note('dx', fromMatrix(ops, dx, leading), 'dx = y (dy - sum dy y)')
        },
      ]
    })
}
