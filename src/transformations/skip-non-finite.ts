import { oneMore, whole } from '../optimizers/count.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { Ops } from '../ops.ts'
import type { Ids, Mask, Scalar, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { choose, noChange } from './choose.ts'
import { descriptionOf } from './description.ts'

/** What is kept: the slots inside, how many updates were skipped in all, and how many of them since the last that was not. */
export type SkipSlots<O extends Tree> = {
  readonly inner: O
  readonly skipped: Ids<readonly []>
  readonly inARow: Ids<readonly []>
}

/** Whether every real number of a tree is finite: x − x is 0 where x is, and NaN elsewhere, which no sum loses. */
const allFinite = (ops: Ops, of: Tree): Mask<readonly []> => {
  const zero: Scalar = ops.fill([], 0)
  const sum = tree.byPath(of).filter(({ tensor }) => tensor.dtype === 'float')
    .reduce<Scalar>((sum, { tensor }) => ops.add(sum, ops.sumAll(ops.sub(tensor, tensor))), zero)
  return ops.equal(sum, zero)
}

/**
 * An optimizer that passes a step by when an element of any gradient is NaN or infinite: then no weight changes, and no slot inside. It
 * counts how many it passed by, in all and in a row, among its slots, where a run can look whether to give up. As
 * `optax.apply_if_finite`, which lets bad gradients through again after a number of them in a row; this never does.
 */
export const skipNonFinite = <P extends Tree, O extends Tree>(inner: Optimizer<P, O>): Optimizer<P, SkipSlots<O>> => (ops, params) => {
  const rule = inner(ops, params)
  return {
    kind: 'skipNonFinite',
    settings: {},
    parts: [descriptionOf(rule)],
    init: () => ({ inner: rule.init(), skipped: whole(ops, 0), inARow: whole(ops, 0) }),
    update: (gradients, slots) => {
      const good = allFinite(ops, gradients)
      const [updates, kept] = rule.update(gradients, slots.inner)
      return [choose(ops, good, updates, noChange(ops, updates)), {
        inner: choose(ops, good, kept, slots.inner),
        skipped: ops.select(good, slots.skipped, oneMore(ops, slots.skipped)),
        inARow: ops.select(good, whole(ops, 0), oneMore(ops, slots.inARow)),
      }]
    },
  }
}
