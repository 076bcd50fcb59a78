import { requireThat } from '../misuse.ts'
import { oneMore, whole } from '../optimizers/count.ts'
import type { UpdateRule } from '../optimizers/optimizer.ts'
import { notNegativeFault } from '../optimizers/running-mean.ts'
import type { Ops } from '../ops.ts'
import { normal } from '../random/normal.ts'
import { toFlat } from '../tensor/read.ts'
import type { Ids, Key, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

/** What noise is told; the names are those of the paper. */
export interface NoiseSettings {
  /** η: the variance at the first step */
  readonly eta: number
  /** γ: how fast the variance falls, 0.55 when left out; 0 keeps it as it is */
  readonly gamma?: number
  /** where the noise is drawn from */
  readonly key: Key
}

/** What is kept: the key, and how many updates were made. */
export type NoiseSlots = { readonly key: Key; readonly count: Ids<readonly []> }

/**
 * Noise on the gradients (Neelakantan et al., "Adding Gradient Noise Improves Learning for Very Deep Networks", 2015): `g + σₜ z`, with
 * `σₜ² = η / (1 + t)^γ` after t updates and z standard normal. Every step and every tensor has its own stream: tensor i, in the order of
 * the paths as text, draws from `foldIn(foldIn(key, t), i)`.
 *
 * Throws `Misuse` for an `eta` or a `gamma` that is negative, infinite or NaN.
 */
export const addNoise = ({ eta, gamma = 0.55, key }: NoiseSettings) => {
  const fault = notNegativeFault('eta', eta) ?? notNegativeFault('gamma', gamma)
  requireThat(fault === undefined, 'addNoise', () => fault ?? '')
  const settings = { eta, gamma, key: toFlat(key).join(' ') }
  return <P extends Tree>(ops: Ops, _params: P): UpdateRule<P, NoiseSlots> => ({
    kind: 'addNoise',
    settings,
    init: () => ({ key, count: whole(ops, 0) }),
    update: (gradients, slots) => {
      const number = new Map(tree.byPath(gradients).map(({ path }, i) => [path, i]))
      const count = oneMore(ops, slots.count)
      const deviation = ops.sqrt(ops.div(ops.fill([], eta), ops.pow(ops.cast(count, 'float'), ops.fill([], gamma))))
      const now = ops.foldIn(slots.key, slots.count)
      const noisy = tree.map((g, path) => {
        const z = normal(ops, ops.foldIn(now, number.get(path) ?? NaN), g.shape)
        return ops.add(g, ops.mul(ops.spread(deviation, g.shape), z))
      })(gradients)
      return [noisy, { key: slots.key, count }]
    },
  })
}
