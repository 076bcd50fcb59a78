import type { Ops } from '../ops.ts'
import type { Float, Shape } from '../tensor.ts'

/** p where the factor t of its term counts; elsewhere 1, so that a probability of 0 beside `t = 0` does no harm. */
export const counted = <S extends Shape>(ops: Ops, t: Float<S>, p: Float<S>): Float<S> =>
  ops.select(ops.less(ops.fill(p.shape, 0), t), p, ops.fill(p.shape, 1))
