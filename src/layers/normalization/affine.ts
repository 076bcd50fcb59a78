import type { Ops } from '../../ops.ts'
import type { Float } from '../../tensor.ts'

/** What a normalized value is multiplied by and what is added to it, for each channel. */
export type Affine<C extends number> = {
  readonly gamma: Float<readonly [C]>
  readonly beta: Float<readonly [C]>
}

/** γ = 1 and β = 0: at first what was normalized is left as it is. */
export const affine = <C extends number>(ops: Ops, shape: readonly [C]): Affine<C> =>
  ({ gamma: ops.fill(shape, 1), beta: ops.fill(shape, 0) })
