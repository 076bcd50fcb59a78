import { zeros } from '../../initializers/constant.ts'
import { glorotUniform } from '../../initializers/variance-scaling.ts'
import type { Initializer } from '../../initializers/initializer.ts'
import type { Net, Trees } from '../../net.ts'
import { withParams } from '../../stages.ts'
import { fromMatrix, lastOf, leadingOf, toMatrix } from '../../shape/matrix.ts'
import type { FixedSize, Float, Shape, Tensor } from '../../tensor.ts'

export type Dense<I extends number, O extends number> = {
  readonly w: Float<readonly [I, O]>
  readonly b: Float<readonly [O]>
}

/**
 * A fully connected layer on the last axis: `y = x w + b`, `[..., I] → [..., O]`.
 *
 * Weights come from `kernel` (Glorot uniform when left out), biases from `bias` (0 when left out), as in Keras.
 * `dw = xᵀ dy`, `db = Σ dy` over all leading axes, `dx = dy wᵀ`.
 */
export const dense =
  <const O extends number>(units: O & FixedSize<O>, { kernel = glorotUniform, bias = zeros }: { readonly kernel?: Initializer; readonly bias?: Initializer } = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, I extends number>(
    prev: Net<P, S, A, Float<readonly [...B, I]>>,
  ): Net<readonly [...P, Dense<I, O>], S, A, Float<readonly [...B, O]>> => {
    const [leading, i, o]: [B, I, O] = [leadingOf<B>(prev.out), lastOf<I>(prev.out), units]
    return withParams<P, S, A, Float<readonly [...B, I]>, Float<readonly [...B, O]>, Dense<I, O>>(
      prev, [...leading, o], { kind: 'dense', settings: { units: o } },
      (ops, key) => ({ w: kernel(ops, key, [i, o]), b: bias(ops, ops.foldIn(key, 1), [o]) }),
      (ops) => ({ w, b }, input) => {
        const x = toMatrix<B, I>(ops, input)
        const product = ops.matmul(x, w)
        const y = ops.add(product, ops.broadcast(b, product.shape, [0]))
        return [
          ops.note('y', fromMatrix(ops, y, leading), 'y = x w + b'),
          (dOutput) => {
            const dy = toMatrix<B, O>(ops, dOutput)
            return [
              { w: ops.note('dw', ops.matmulTN(x, dy), 'dw = x^T dy'), b: ops.note('db', ops.sum(dy, [0]), 'db = sum dy') },
              ops.note('dx', fromMatrix(ops, ops.matmulNT(dy, w), leading), 'dx = dy w^T'),
            ]
          },
        ]
      })
  }
