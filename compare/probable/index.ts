import { scanInSteps } from '../../src/engines/scan-in-steps.ts'
import type { Ops } from '../../src/ops.ts'
import { key } from '../../src/random/key.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import type { Reading } from '../bound/choice.ts'
import { f64 } from '../untyped.ts'
import { choice } from './choice.ts'
import { functions } from './functions.ts'
import { layout } from './layout.ts'
import { shaker } from './noise.ts'
import { sampled, sampledOf, samplesOf } from './sampled-tensor.ts'
import { probableError } from './spread.ts'
import { sums } from './sums.ts'

/** How far an f32 evaluation is from the truth at most, but for bad luck, element by element in f64. */
export const probableErrorOf = (tensor: Tensor): Tensor => probableError(sampledOf(tensor))

/**
 * The sampling engine: rounding errors drawn at random (Monte Carlo arithmetic: Parker 1997), as one more meaning of the
 * vocabulary. A tensor carries the exact value and 16 evaluations in which every operation was off by its own rounding error,
 * up or down at random. Their spread is what errors come to when they do not conspire: errors that cancel along the way, and
 * errors that two paths share, count as they do in a real evaluation, which the worst case cannot see. For a wide network the
 * worst case grows with the number of terms and becomes empty; this grows with its root.
 *
 * An engine draws afresh for each operation, so use one for one program. The same program gives the same samples.
 */
export const samplingOps = (reading: Reading): Ops => {
  const shake = shaker(key(0))
  const moves = layout(shake)
  return { ...functions(shake), ...sums(shake), ...choice(reading), ...moves, scan: scanInSteps(moves) }
}

/** Which elements are the largest of theirs, to each sample by itself when both readings count. */
export const isLargest = (reading: Reading) => (x: Tensor, axes: readonly number[]): Tensor => {
  const parts = sampledOf(x)
  const largest = (v: Tensor, along: readonly number[]): Tensor => f64.equal(v, f64.broadcast(f64.max(v, along), v.shape as Shape, along))
  return sampled(largest(parts.value, axes),
    reading === 'chosen' || parts.samples === undefined ? undefined : largest(samplesOf(parts), axes.map((axis) => axis + 1)))
}
