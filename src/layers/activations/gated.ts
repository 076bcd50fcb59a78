import type { Ops } from '../../ops.ts'
import type { Float, Shape } from '../../tensor.ts'

/** `x g`, and 0 where the gate g is shut, also for infinite x: −∞ · 0 would be NaN. NaN stays NaN. */
export const gated = <S extends Shape>(ops: Ops, x: Float<S>, g: Float<S>): Float<S> => {
  const shut = ops.fill(g.shape, 0)
  return ops.select(ops.equal(g, shut), shut, ops.mul(x, g))
}
