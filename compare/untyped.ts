import { f64 as eager } from '../src/engines/eager/index.ts'
import { untyped, type UntypedOps } from '../src/engines/untyped.ts'

export { untyped, type UntypedOps } from '../src/engines/untyped.ts'

/** f64 arithmetic on tensors of any shape: what the bound engine computes with. */
export const f64: UntypedOps = untyped(eager)
