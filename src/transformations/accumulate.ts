import { requireThat } from '../misuse.ts'
import { LAST_COUNT, oneMore, whole } from '../optimizers/count.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { Ids, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { choose, noChange } from './choose.ts'
import { descriptionOf } from './description.ts'

/** What is kept until k gradients are there: their sum, how many there are, and the slots of the optimizer inside. */
export type AccumulateSlots<P extends Tree, O extends Tree> = { readonly inner: O; readonly sum: P; readonly seen: Ids<readonly []> }

/**
 * The mean of k gradients, one after another, as one gradient: `(g₁ + … + g_k) / k` goes into `inner` at every k-th step. At the other steps no
 * weight changes, and no slot inside. With a loss that is a mean over rows, k batches then act as one of k times as many rows. As
 * `optax.MultiSteps`, which keeps a running mean where this keeps the sum.
 *
 * Inside of it, `clipByGlobalNorm` sees the mean; before it in a chain, each gradient. Law: `accumulate(1, inner)` does what `inner` does.
 *
 * Throws `Misuse` for a k that is not a whole number from 1 to 2^30.
 */
export const accumulate = <P extends Tree, O extends Tree>(k: number, inner: Optimizer<P, O>): Optimizer<P, AccumulateSlots<P, O>> => {
  requireThat(Number.isSafeInteger(k) && k >= 1 && k <= LAST_COUNT, 'accumulate', () => `k ${k} is not a whole number from 1 to 2^30`)
  return (ops, params) => {
    const rule = inner(ops, params)
    return {
      kind: 'accumulate',
      settings: { k },
      parts: [descriptionOf(rule)],
      // −0 + g is g to the bit, also where g is −0.
      init: () => ({ inner: rule.init(), sum: noChange(ops, params), seen: whole(ops, 0) }),
      update: (gradients, slots) => {
        const sum = tree.zip((g, s) => ops.add(s, g))(gradients, slots.sum)
        const mean = tree.map((s) => ops.div(s, ops.fill(s.shape, k)))(sum)
        const [updates, kept] = rule.update(mean, slots.inner)
        const seen = oneMore(ops, slots.seen)
        const full = ops.lessEqual(whole(ops, k), seen)
        return [choose(ops, full, updates, noChange(ops, updates)), {
          inner: choose(ops, full, kept, slots.inner),
          sum: choose(ops, full, noChange(ops, sum), sum),
          seen: ops.select(full, whole(ops, 0), seen),
        }]
      },
    }
  }
}
