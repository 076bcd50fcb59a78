import type { LearningRate } from './learning-rate.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { betaFault } from './running-mean.ts'

/** What momentum is told. */
export interface MomentumSettings {
  /** η */
  readonly learningRate: LearningRate
  /** μ, how much of the velocity is kept from step to step, in [0, 1) */
  readonly momentum: number
  /** whether to look ahead, as Nesterov: `false` when left out */
  readonly nesterov?: boolean
}

/**
 * Gradient descent with momentum, a the velocity:
 *
 *     a ← μ a + g        p ← p − η a             (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964)
 *                        p ← p − η (g + μ a)     (Nesterov, 1983, in the form of Sutskever et al., "On the importance of
 *                                                 initialization and momentum in deep learning", 2013)
 *
 * as in PyTorch, Optax and TensorFlow.js. In the papers, and in Keras, η is inside the velocity: v ← μ v − η g, p ← p + v. While η
 * stays the same both go the same way, with v = −η a; when η changes, here the whole velocity changes with it. Sutskever et al.
 * keep the weights that Nesterov's gradient is taken at apart from those it starts from; here they are one, p + μ v of theirs.
 *
 * Throws `Misuse` for a learning rate that is negative, infinite or NaN, and for a μ outside of [0, 1). `learningRate: 0` changes
 * no weight.
 */
export const momentum = ({ learningRate, momentum: mu, nesterov = false }: MomentumSettings): PerTensor<'velocity'> =>
  perTensor({
    kind: 'momentum',
    learningRate,
    settings: { momentum: mu, nesterov },
    kept: { velocity: 0 },
    faults: [betaFault('momentum', mu)],
  }, (ops, { descend }) => (g, kept) => {
    const velocity = ops.add(ops.scale(kept.velocity, mu), g)
    return [descend(nesterov ? ops.add(g, ops.scale(velocity, mu)) : velocity), { velocity }]
  })
