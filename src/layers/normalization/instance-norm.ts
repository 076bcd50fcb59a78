import type { Net, Trees } from '../../net.ts'
import { withParams } from '../../stages.ts'
import type { Float, Tensor } from '../../tensor.ts'
import { type Affine, affine } from './affine.ts'
import { type Planes, type Positions, sizesOf, toPlanes } from './planes.ts'
import { requireEpsilon, standardize } from './standardize.ts'

/**
 * Instance normalization of `[N, …, C]`: each channel of a row is normalized over its positions: `y = γ z + β` with
 * `z = (x − μ) / √(σ² + ε)`, μ and σ² the mean and the biased variance of that channel of that row, γ and β one number a channel, from 1
 * and 0. ε is 0.001 when left out. It is `groupNorm` with as many groups as channels.
 *
 * `dβ = Σ dy` and `dγ = Σ dy z` over rows and positions; with means over the positions
 * `dx = γ (dy − mean dy − z mean (dy z)) / √(σ² + ε)`.
 *
 * Throws `Misuse` for an epsilon that is not above 0. Ulyanov, Vedaldi and Lempitsky 2016, "Instance Normalization: The Missing
 * Ingredient for Fast Stylization".
 */
export const instanceNorm =
  ({ epsilon = 1e-3 }: { readonly epsilon?: number } = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, M extends Positions, C extends number>(
    prev: Net<P, S, A, Float<Planes<N, M, C>>>,
  ): Net<readonly [...P, Affine<C>], S, A, Float<Planes<N, M, C>>> => {
    requireEpsilon('instanceNorm', epsilon)
    const [n, positions, c] = sizesOf<N, M, C>(prev.out)
    return withParams<P, S, A, Float<Planes<N, M, C>>, Float<Planes<N, M, C>>, Affine<C>>(
      prev, prev.out, { kind: 'instanceNorm', settings: { epsilon } },
      (ops) => affine(ops, [c]),
      (ops) => ({ gamma, beta }, input) => {
        const everywhere = (channels: Float<readonly [C]>) => ops.broadcast(channels, [n, positions, c], [0, 1])
        const gammas = everywhere(gamma)
        const { z, back } = standardize(ops, toPlanes<N, M, C>(ops, input), [1], epsilon)
        const y = ops.add(ops.mul(z, gammas), everywhere(beta))
        return [
          ops.note('y', ops.reshape(y, prev.out), 'y = gamma z + beta, z = (x - mean) / sqrt(variance + epsilon)'),
          (dOutput) => {
            const dy = toPlanes<N, M, C>(ops, dOutput)
            return [
              {
                gamma: ops.note('dgamma', ops.sum(ops.mul(dy, z), [0, 1]), 'dgamma = sum dy z'),
                beta: ops.note('dbeta', ops.sum(dy, [0, 1]), 'dbeta = sum dy'),
              },
              ops.note('dx', ops.reshape(back(ops.mul(dy, gammas)), prev.out),
                'dx = (dz - mean dz - z mean dz z) / sqrt(variance + epsilon), dz = gamma dy'),
            ]
          },
        ]
      })
  }
