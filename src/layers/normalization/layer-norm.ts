import type { Net, Trees } from '../../net.ts'
import { fromMatrix, lastOf, leadingOf, toMatrix } from '../../shape/matrix.ts'
import { withParams } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { type Affine, affine } from './affine.ts'
import { requireEpsilon, standardize } from './standardize.ts'

/**
 * Layer normalization of each row, the last axis: `y = γ z + β` with `z = (x − μ) / √(σ² + ε)`, μ and σ² the mean and the biased
 * variance of the row, `[..., C] → [..., C]`. ε is 0.001 when left out, as in Keras. γ begins at 1, β at 0.
 *
 * `dβ = Σ dy` and `dγ = Σ dy z` over all leading axes; with `dz = γ dy` and means over the row
 * `dx = (dz − mean dz − z mean (dz z)) / √(σ² + ε)`.
 *
 * Throws `Misuse` for an epsilon that is not above 0. Ba, Kiros and Hinton 2016, "Layer Normalization".
 */
export const layerNorm =
  ({ epsilon = 1e-3 }: { readonly epsilon?: number } = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, C extends number>(
    prev: Net<P, S, A, Float<readonly [...B, C]>>,
  ): Net<readonly [...P, Affine<C>], S, A, Float<readonly [...B, C]>> => {
    requireEpsilon('layerNorm', epsilon)
    const [leading, c]: [B, C] = [leadingOf<B>(prev.out), lastOf<C>(prev.out)]
    return withParams<P, S, A, Float<readonly [...B, C]>, Float<readonly [...B, C]>, Affine<C>>(
      prev, prev.out, { kind: 'layerNorm', settings: { epsilon } },
      (ops) => affine(ops, [c]),
      (ops) => ({ gamma, beta }, input) => {
        const x = toMatrix<B, C>(ops, input)
        const { z, back } = standardize(ops, x, [1], epsilon)
        const y = ops.add(ops.mul(z, ops.broadcast(gamma, x.shape, [0])), ops.broadcast(beta, x.shape, [0]))
        return [
          ops.note('y', fromMatrix(ops, y, leading), 'y = gamma z + beta, z = (x - mean) / sqrt(variance + epsilon)'),
          (dOutput) => {
            const dy = toMatrix<B, C>(ops, dOutput)
            const dx = back(ops.mul(dy, ops.broadcast(gamma, x.shape, [0])))
            return [
              {
                gamma: ops.note('dgamma', ops.sum(ops.mul(dy, z), [0]), 'dgamma = sum dy z'),
                beta: ops.note('dbeta', ops.sum(dy, [0]), 'dbeta = sum dy'),
              },
              ops.note('dx', fromMatrix(ops, dx, leading), 'dx = (dz - mean dz - z mean dz z) / sqrt(variance + epsilon), dz = gamma dy'),
            ]
          },
        ]
      })
  }
