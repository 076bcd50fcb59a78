import type { Ops } from '../ops.ts'
import type { Scalar } from '../tensor.ts'

/** How much of `steps` steps is over: step / steps, and 1 from the last on. */
export const progress = (ops: Ops, step: Scalar, steps: number): Scalar => {
  const last = ops.fill([], steps)
  return ops.div(ops.minimum(step, last), last)
}

/** `from (1 − share) + to share`: exactly `from` at 0, and exactly `to` at 1. */
export const between = (ops: Ops, from: Scalar, to: Scalar, share: Scalar): Scalar =>
  ops.add(ops.mul(from, ops.sub(ops.fill([], 1), share)), ops.mul(to, share))
