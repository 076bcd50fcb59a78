import type { Net, Trees } from '../../net.ts'
import { map } from '../../stages.ts'
import { fromMatrix, leadingOf, toMatrix } from '../../shape/matrix.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

/**
 * `y = x − m − log Σ exp(x − m)` on the last axis, m the largest of x: the logarithm of `softmax`, also where that is too small to be told from 0.
 *
 * `dx = dy − exp y Σ dy`. A row of −∞ alone gives NaN, as in TensorFlow.js.
 */
export const logSoftmax = <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, M extends number>(
  prev: Net<P, S, A, Float<readonly [...B, M]>>,
): Net<P, S, A, Float<readonly [...B, M]>> => {
  const leading = leadingOf<B>(prev.out)
  return map<P, S, A, Float<readonly [...B, M]>, Float<readonly [...B, M]>>(
    prev, prev.out, { kind: 'logSoftmax', settings: {} }, (ops) => (input) => {
      const x = toMatrix<B, M>(ops, input)
      const shifted = ops.sub(x, ops.broadcast(ops.max(x, [1]), x.shape, [1]))
      const y = ops.sub(shifted, ops.broadcast(ops.log(ops.sum(ops.exp(shifted), [1])), x.shape, [1]))
      return [
        ops.note('y', fromMatrix(ops, y, leading), 'y = x - log sum e^x'),
        (dOutput) => {
          const dy = toMatrix<B, M>(ops, dOutput)
          const dx = ops.sub(dy, ops.mul(ops.exp(y), ops.broadcast(ops.sum(dy, [1]), x.shape, [1])))
          return ops.note('dx', fromMatrix(ops, dx, leading), 'dx = dy - e^y sum dy')
        },
      ]
    })
}
