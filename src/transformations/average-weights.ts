import { requireThat } from '../misuse.ts'
import { oneMore, whole } from '../optimizers/count.ts'
import type { UpdateRule } from '../optimizers/optimizer.ts'
import { betaFault, oneMinusPower } from '../optimizers/running-mean.ts'
import type { Ops } from '../ops.ts'
import type { Ids, Scalar, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

/** What is kept: how many updates were seen, and the average of the weights, ready to be used in place of the weights. */
export type AverageSlots<P extends Tree> = { readonly count: Ids<readonly []>; readonly average: P }

/** What an average of weights is told. */
export interface AverageSettings {
  /** how much of the average is kept from step to step, in [0, 1) */
  readonly decay: number
  /** whether the first weights do not count: false when left out */
  readonly debias?: boolean
}

/**
 * The exponential moving average of the weights as they are after each update (Polyak and Juditsky 1992 for averaging). It changes no update; it
 * stands last in a chain, where it sees what is really added to the weights p:
 *
 *     a ← a + r (p + u − a)        r = 1 − d, or (1 − d) / (1 − dᵗ) with `debias`
 *
 * Without `debias` the average starts from the first weights, as `tf.train.ExponentialMovingAverage`. With it the first weights do not count, and
 * a is the mean of the weights after updates 1 to t with weights falling by d a step back, as `optax.ema` gives it. The average is
 * read from the slots, `state.slots[1].average` for the second of a chain, and has the type of the parameters:
 *
 *     predict(net)({ ...state, params: state.slots[1].average }, x)
 *
 * Throws `Misuse` for a `decay` outside of [0, 1).
 */
export const averageWeights = ({ decay, debias = false }: AverageSettings) => {
  const fault = betaFault('decay', decay)
  requireThat(fault === undefined, 'averageWeights', () => fault ?? '')
  return <P extends Tree>(ops: Ops, params: P): UpdateRule<P, AverageSlots<P>> => ({
    kind: 'averageWeights',
    settings: { decay, debias },
    init: () => ({ count: whole(ops, 0), average: debias ? tree.map((p) => ops.fill(p.shape, 0))(params) : params }),
    update: (updates, slots) => {
      const count = oneMore(ops, slots.count)
      const rest: Scalar = ops.fill([], 1 - decay)
      const rate = debias ? ops.div(rest, oneMinusPower(ops, decay, ops.cast(count, 'float'))) : rest
      const weights = tree.zip((p, u) => ops.add(p, u))(params, updates)
      return [updates, {
        count, average: tree.zip((a, w) => ops.add(a, ops.mul(ops.spread(rate, a.shape), ops.sub(w, a))))(slots.average, weights),
      }]
    },
  })
}
