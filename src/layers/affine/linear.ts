import type { Initializer } from '../../initializers/initializer.ts'
import { glorotUniform } from '../../initializers/variance-scaling.ts'
import type { Net, Trees } from '../../net.ts'
import { withParams } from '../../stages.ts'
import { fromMatrix, lastOf, leadingOf, toMatrix } from '../../shape/matrix.ts'
import type { FixedSize, Float, Shape, Tensor } from '../../tensor.ts'

export type Linear<I extends number, O extends number> = { readonly w: Float<readonly [I, O]> }

/**
 * `dense` without a bias: `y = x w`, `[..., I] → [..., O]`.
 *
 * `dw = xᵀ dy`, `dx = dy wᵀ`.
 */
export const linear =
  <const O extends number>(units: O & FixedSize<O>, { kernel = glorotUniform }: { readonly kernel?: Initializer } = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, I extends number>(
    prev: Net<P, S, A, Float<readonly [...B, I]>>,
  ): Net<readonly [...P, Linear<I, O>], S, A, Float<readonly [...B, O]>> => {
    const [leading, i, o]: [B, I, O] = [leadingOf<B>(prev.out), lastOf<I>(prev.out), units]
    return withParams<P, S, A, Float<readonly [...B, I]>, Float<readonly [...B, O]>, Linear<I, O>>(
      prev, [...leading, o], { kind: 'linear', settings: { units: o } },
      (ops, key) => ({ w: kernel(ops, key, [i, o]) }),
      (ops) => ({ w }, input) => {
        const x = toMatrix<B, I>(ops, input)
        return [
          ops.note('y', fromMatrix(ops, ops.matmul(x, w), leading), 'y = x w'),
          (dOutput) => {
            const dy = toMatrix<B, O>(ops, dOutput)
            return [
              { w: ops.note('dw', ops.matmulTN(x, dy), 'dw = x^T dy') },
              ops.note('dx', fromMatrix(ops, ops.matmulNT(dy, w), leading), 'dx = dy w^T'),
            ]
          },
        ]
      })
  }
