import { requireThat } from '../misuse.ts'
import type { OptimizerDescription, UpdateRule } from '../optimizers/optimizer.ts'
import type { Ops } from '../ops.ts'
import type { Tree } from '../tensor.ts'

/** A transformation that keeps nothing from step to step. */
export type Stateless = <P extends Tree>(ops: Ops, params: P) => UpdateRule<P, readonly []>

/** A transformation from what it is, what is wrong with its settings, and what it makes of the gradients. */
export const stateless = (
  { kind, settings }: OptimizerDescription, fault: string | undefined, change: <P extends Tree>(ops: Ops, gradients: P, params: P) => P,
): Stateless => {
  requireThat(fault === undefined, kind, () => fault ?? '')
  return (ops, params) => ({ kind, settings, init: () => [], update: (gradients) => [change(ops, gradients, params), []] })
}

/** What is wrong with a limit, if anything: a factor or a quotient is made of it, so it must be above 0 in f32 too. */
export const limitFault = (name: string, limit: number): string | undefined =>
  Number.isFinite(limit) && Number.isFinite(Math.fround(limit)) && Math.fround(limit) > 0
    ? undefined
    : `${name} ${limit} is not a finite number above 0`
