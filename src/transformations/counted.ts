import { requireThat } from '../misuse.ts'
import { oneMore, whole } from '../optimizers/count.ts'
import type { OptimizerDescription, UpdateRule } from '../optimizers/optimizer.ts'
import type { Ops } from '../ops.ts'
import type { Ids, Tree } from '../tensor.ts'

/** What a transformation keeps that depends on the number of updates made before, and on nothing else. */
export type Count = { readonly count: Ids<readonly []> }

/** A transformation that counts its updates. */
export type Counted = <P extends Tree>(ops: Ops, params: P) => UpdateRule<P, Count>

/** A transformation from what it is, what is wrong with its settings, and what it makes of the gradients after `count` updates. */
export const counted = (
  { kind, settings }: OptimizerDescription, fault: string | undefined,
  change: <P extends Tree>(ops: Ops, gradients: P, params: P, count: Ids<readonly []>) => P,
): Counted => {
  requireThat(fault === undefined, kind, () => fault ?? '')
  return (ops, params) => ({
    kind,
    settings,
    init: () => ({ count: whole(ops, 0) }),
    update: (gradients, { count }) => [change(ops, gradients, params, count), { count: oneMore(ops, count) }],
  })
}
