import { requireThat } from '../../misuse.ts'
import type { Net, Trees } from '../../net.ts'
import type { Divide, Multiply } from '../../shape/digits.ts'
import { withParams } from '../../stages.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { type Affine, affine } from './affine.ts'
import { type Count, type Planes, type Positions, sizesOf } from './planes.ts'
import { requireEpsilon, standardize } from './standardize.ts'

/** What a network must have before `groupNorm`, said where the compiler can be read: a property that no network has. */
export type GroupsDivide<C extends number, G extends number> =
  Multiply<Divide<C, G>, G> extends C ? unknown : { readonly [K in `${G} groups do not divide ${C} channels`]: true }

declare const channels: unique symbol

/** How many channels a group has, as a name for the compiler. */
type GroupSize<C extends number, G extends number> = number & { readonly [channels]: (channels: C, groups: G) => readonly [C, G] }

/** Rows, positions, groups and the channels of a group. */
type Grouped<N extends number, M extends Positions, C extends number, G extends number> = readonly [N, Count<M>, G, GroupSize<C, G>]

/**
 * Group normalization of `[N, …, C]`: the channels of a row are taken in groups of C / groups neighbours, and each group is normalized
 * over its positions and channels: `y = γ z + β` with `z = (x − μ) / √(σ² + ε)`, μ and σ² the mean and the biased variance of the
 * group, γ and β one number a channel, from 1 and 0. ε is 0.001 when left out, as in Keras.
 *
 * `dβ = Σ dy` and `dγ = Σ dy z` over rows and positions; with `dz = γ dy` and means over the group
 * `dx = (dz − mean dz − z mean (dz z)) / √(σ² + ε)`.
 *
 * The number of groups must divide the number of channels, which the compiler checks. Throws `Misuse` where it could not, and for an
 * epsilon that is not above 0. Wu and He 2018, "Group Normalization".
 */
export const groupNorm =
  <const G extends number>(groups: G & FixedSize<G>, { epsilon = 1e-3 }: { readonly epsilon?: number } = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, M extends Positions, C extends number>(
    prev: Net<P, S, A, Float<Planes<N, M, C>>> & GroupsDivide<C, G>,
  ): Net<readonly [...P, Affine<C>], S, A, Float<Planes<N, M, C>>> => {
    const [n, positions, c] = sizesOf<N, M, C>(prev.out)
    requireEpsilon('groupNorm', epsilon)
    requireThat(Number.isSafeInteger(groups) && groups > 0 && c % groups === 0, 'groupNorm', () => `${groups} groups do not divide ${c} channels`)
    const grouped: Grouped<N, M, C, G> = [n, positions, groups, c / groups as GroupSize<C, G>]
    const [, , g, size] = grouped
    return withParams<P, S, A, Float<Planes<N, M, C>>, Float<Planes<N, M, C>>, Affine<C>>(
      prev, prev.out, { kind: 'groupNorm', settings: { groups, epsilon } },
      (ops) => affine(ops, [c]),
      (ops) => ({ gamma, beta }, input) => {
        const everywhere = (channels: Float<readonly [C]>) => ops.broadcast(ops.reshape(channels, [g, size]), grouped, [0, 1])
        const perChannel = (v: Float<Grouped<N, M, C, G>>): Float<readonly [C]> => ops.reshape(ops.sum(v, [0, 1]), [c])
        const gammas = everywhere(gamma)
        const { z, back } = standardize(ops, ops.reshape(input, grouped), [1, 3], epsilon)
        const y = ops.add(ops.mul(z, gammas), everywhere(beta))
        return [
          ops.note('y', ops.reshape(y, prev.out), 'y = gamma z + beta, z = (x - mean) / sqrt(variance + epsilon)'),
          (dOutput) => {
            const dy = ops.reshape(dOutput, grouped)
            return [
              {
                gamma: ops.note('dgamma', perChannel(ops.mul(dy, z)), 'dgamma = sum dy z'),
                beta: ops.note('dbeta', perChannel(dy), 'dbeta = sum dy'),
              },
              ops.note('dx', ops.reshape(back(ops.mul(dy, gammas)), prev.out),
                'dx = (dz - mean dz - z mean dz z) / sqrt(variance + epsilon), dz = gamma dy'),
            ]
          },
        ]
      })
  }
