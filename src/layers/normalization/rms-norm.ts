import type { Net, Trees } from '../../net.ts'
import { fromMatrix, lastOf, leadingOf, toMatrix } from '../../shape/matrix.ts'
import { withParams } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { averaging, inverseRoot, requireEpsilon } from './standardize.ts'

export type RmsNorm<C extends number> = { readonly gamma: Float<readonly [C]> }

/**
 * Each row, the last axis, divided by its root mean square: `y = γ z` with `z = x / √(mean x² + ε)`, `[..., C] → [..., C]`. ε is
 * 10⁻⁶ when left out, as in Keras and LLaMA. γ begins at 1.
 *
 * `dγ = Σ dy z` over all leading axes; with `dz = γ dy` and the mean over the row `dx = (dz − z mean (dz z)) / √(mean x² + ε)`.
 *
 * Throws `Misuse` for an epsilon that is not above 0. Zhang and Sennrich 2019, "Root Mean Square Layer Normalization".
 */
export const rmsNorm =
  ({ epsilon = 1e-6 }: { readonly epsilon?: number } = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, C extends number>(
    prev: Net<P, S, A, Float<readonly [...B, C]>>,
  ): Net<readonly [...P, RmsNorm<C>], S, A, Float<readonly [...B, C]>> => {
    requireEpsilon('rmsNorm', epsilon)
    const [leading, c]: [B, C] = [leadingOf<B>(prev.out), lastOf<C>(prev.out)]
    return withParams<P, S, A, Float<readonly [...B, C]>, Float<readonly [...B, C]>, RmsNorm<C>>(
      prev, prev.out, { kind: 'rmsNorm', settings: { epsilon } },
      (ops) => ({ gamma: ops.fill([c], 1) }),
      (ops) => ({ gamma }, input) => {
        const x = toMatrix<B, C>(ops, input)
        const { mean, along } = averaging(ops, x.shape, [1])
        const r = along(inverseRoot(ops, mean(ops.mul(x, x)), epsilon))
        const z = ops.mul(x, r)
        const gammas = ops.broadcast(gamma, x.shape, [0])
        return [
          ops.note('y', fromMatrix(ops, ops.mul(z, gammas), leading), 'y = gamma z, z = x / sqrt(mean x^2 + epsilon)'),
          (dOutput) => {
            const dy = toMatrix<B, C>(ops, dOutput)
            const dz = ops.mul(dy, gammas)
            const dx = ops.mul(r, ops.sub(dz, ops.mul(z, along(mean(ops.mul(dz, z))))))
            return [
              { gamma: ops.note('dgamma', ops.sum(ops.mul(dy, z), [0]), 'dgamma = sum dy z') },
              ops.note('dx', fromMatrix(ops, dx, leading), 'dx = (dz - z mean dz z) / sqrt(mean x^2 + epsilon), dz = gamma dy'),
            ]
          },
        ]
      })
  }
