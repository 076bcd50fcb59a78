import { forwardOver } from '../engines/forward/index.ts'
import type { Ops } from '../ops.ts'
import type { Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import type { Program } from './vjp.ts'

/**
 * The value of `f` and its derivative along a direction: `[f(at), J · direction]`, with J the derivative of `f` by its first
 * argument (a Jacobian-vector product). Forward mode: beside each value goes its tangent, so nothing is kept, and the
 * cost is a few times that of `f`, however many numbers `f` gives. Further arguments, and tensors that `f` closes over, are constants.
 *
 * The direction has the form of the argument, and the derivative that of the value. Whole numbers, bits and masks have none: in the
 * direction they are not looked at, and in the derivative they stand for themselves. Kinks are as in `vjp`, of which this is the
 * adjoint: ⟨u, J v⟩ = ⟨Jᵀ u, v⟩.
 *
 * Throws `Misuse` for a direction of another form.
 *
 * Baydin, Pearlmutter, Radul and Siskind, "Automatic differentiation in machine learning: a survey", 2018, section 3.1.
 */
export const jvp = <At extends Tree, C extends readonly Tree[], R extends Tree>(f: Program<At, C, R>) => (ops: Ops) =>
  (at: At, direction: At, ...constants: C): readonly [y: R, tangent: R] => {
    const forward = forwardOver(ops)
    const y = f(forward.ops)(tree.zip((x, d) => forward.dual(x, d))(at, direction), ...constants)
    return [
      tree.mapTensors(forward.valueOf, y),
      tree.mapTensors((x) => x.dtype === 'float' ? forward.tangentOf(x) : x, y),
    ]
  }
