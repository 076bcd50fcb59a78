import { scanInSteps } from '../../src/engines/scan-in-steps.ts'
import type { Ops } from '../../src/ops.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { f64 } from '../untyped.ts'
import { arithmetics } from './arithmetic.ts'
import { bounded, boundedOf, certain } from './bounded-tensor.ts'
import { choice, type Reading } from './choice.ts'
import { elementwise } from './elementwise.ts'
import { layout } from './layout.ts'
import { candidates, contested, matrixProducts, reductions } from './sums.ts'

export { bounded, type Bounded, boundedOf } from './bounded-tensor.ts'
export type { Reading } from './choice.ts'

/**
 * The bound engine: running error analysis as one more meaning of the vocabulary.
 *
 * A tensor carries the value v that exact arithmetic gives (in f64) and, for each element, an error e such that *every*
 * reasonable f32 evaluation v̂ of the same program has |v̂ − v| ≤ e: one that rounds each operation to within u = 2⁻²⁴ (times the
 * table in `accuracy.ts` for exp, log and their like), sums in any order, may fuse a product into a sum and may flush results
 * below 2⁻¹²⁶ to 0. Each operation derives its e from those of its operands, so a whole training step run on this engine ends
 * with an error for every element of the loss, the gradients and the new weights.
 *
 * Hence the bound of a comparison: two evaluations of one program lie within e of the same v, so they differ by at most 2 e;
 * evaluations of two programs that mean the same, by at most e₁ + e₂. It is a worst case: every rounding at its largest and
 * all in one direction. What really happens is smaller, by more the longer the sums are (about √n instead of n).
 *
 * Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, sections 3.3 (running error analysis), 3.5 and 4.2.
 * Terms of order 2⁻⁵³ (this engine's own roundings) are left out; they are 2⁻²⁹ of what is counted.
 */
export const boundOps = (reading: Reading): Ops => ({
  ...elementwise,
  ...arithmetics,
  ...choice(reading),
  ...matrixProducts,
  ...reductions(reading),
  ...layout,
  scan: scanInSteps(layout),
})

/** Which elements are the largest of theirs; in doubt where several may be. */
export const isLargest = (reading: Reading) => (x: Tensor, axes: readonly number[]): Tensor => {
  const a = boundedOf(x)
  const shape = x.shape as Shape
  const over = (v: Tensor): Tensor => f64.broadcast(v, shape, axes)
  const doubt = f64.and(candidates(a, axes), over(contested(a, axes)))
  return bounded(f64.equal(a.value, over(f64.max(a.value, axes))), reading === 'either' ? doubt : certain(shape))
}
