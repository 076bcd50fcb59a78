import type { Ops } from '../ops.ts'
import type { Tree } from '../tensor.ts'
import { type ScalarFirst, grad } from './grad.ts'
import { jvp } from './jvp.ts'
import type { Program } from './vjp.ts'

/**
 * The Hessian of `f` times a direction: `H · direction` with H the second derivative of `f` by its first argument, which is
 * never written out. It is how the gradient changes along the direction: forward mode over reverse mode, at the cost of a few
 * gradients.
 *
 * The direction has the form of the argument, and so has the product. Throws `Misuse` as `grad` and `jvp` do.
 *
 * Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994.
 */
export const hessianVectorProduct = <At extends Tree, C extends readonly Tree[], R extends ScalarFirst>(f: Program<At, C, R>) =>
  (ops: Ops) => (at: At, direction: At, ...constants: C): At => jvp(grad(f))(ops)(at, direction, ...constants)[1]
