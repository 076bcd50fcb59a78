import { requireThat } from '../misuse.ts'
import { type RowLoss, rowLoss } from './row-loss.ts'
import type { Reduction } from './reduction.ts'

/**
 * Huber's loss: `½ e²` where |e| ≤ δ, else `δ (|e| − ½ δ)`, with e = y − t; the mean over every output when left out. Huber, "Robust estimation
 * of a location parameter", 1964.
 *
 * δ is 1 when left out, as in PyTorch, Keras and `tf.losses.huberLoss`. `dy = min(max(−δ, e), δ) / n`: value and slope meet at ±δ.
 * A δ that is not a finite number above 0 is a misuse.
 */
export const huber = ({ delta = 1, reduction = 'mean of elements' }: { readonly delta?: number; readonly reduction?: Reduction } = {}): RowLoss => {
  requireThat(Number.isFinite(delta) && delta > 0, 'huber', () => `delta is ${delta}, not a finite number above 0`)
  return rowLoss({
    kind: 'huber', settings: { delta }, labels: 'finite', reduction,
    formula: { term: '(q^2 / 2 + delta (|y - t| - q)), q = min(|y - t|, delta)', slope: 'min(max(-delta, y - t), delta)' },
  }, (ops, y, t) => {
    const [error, most] = [ops.sub(y, t), ops.fill(y.shape, delta)]
    const size = ops.abs(error)
    const near = ops.minimum(size, most)
    return {
      terms: ops.add(ops.scale(ops.mul(near, near), 0.5), ops.scale(ops.sub(size, near), delta)),
      slope: () => ops.minimum(ops.maximum(error, ops.neg(most)), most),
    }
  })
}
