import type { LearningRate } from './learning-rate.ts'
import { shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { betaFault, notNegativeFault, runningMean } from './running-mean.ts'

/** What RMSProp is told. */
export interface RmspropSettings {
  /** η */
  readonly learningRate: LearningRate
  /** ρ, how much of the running means is kept from step to step, in [0, 1): 0.9 when left out (Tieleman and Hinton) */
  readonly decay?: number
  /** μ, how much of the velocity is kept, in [0, 1): 0 when left out */
  readonly momentum?: number
  /** what is added under the root, from 0 upward: 1e-8 when left out, as in Optax (Graves takes 1e-4) */
  readonly epsilon?: number
}

/** What is wrong with them, if anything. */
export const rmspropFaults = (
  { decay, momentum, epsilon }: Required<Omit<RmspropSettings, 'learningRate'>>,
): readonly (string | undefined)[] =>
  [betaFault('decay', decay), betaFault('momentum', momentum), notNegativeFault('epsilon', epsilon)]

/**
 * RMSProp (Tieleman and Hinton, "Lecture 6.5: rmsprop", COURSERA, 2012, with the ε and the momentum of Graves, "Generating Sequences
 * With Recurrent Neural Networks", 2013, equations 38 to 45), n the running mean of the squared gradient and a the velocity:
 *
 *     n ← ρ n + (1 − ρ) g²        a ← μ a + η g / √(n + ε)        p ← p − a
 *
 * η is inside the velocity. See `centeredRmsprop` for the variant that Graves gives, which divides by the deviation.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a ρ or μ outside of [0, 1).
 * `learningRate: 0` changes no weight. With `epsilon: 0` a weight whose gradients were all 0 becomes NaN.
 */
export const rmsprop = (
  { learningRate, decay = 0.9, momentum = 0, epsilon = 1e-8 }: RmspropSettings,
): PerTensor<'squares' | 'velocity'> => {
  const settings = { decay, momentum, epsilon }
  return perTensor({ kind: 'rmsprop', learningRate, settings, kept: { squares: 0, velocity: 0 }, faults: rmspropFaults(settings) },
    (ops, { descend }) => (g, kept) => {
      const squares = runningMean(ops, decay, kept.squares, ops.mul(g, g))
      const velocity = ops.sub(ops.scale(kept.velocity, momentum), descend(ops.div(g, ops.sqrt(shifted(ops, squares, epsilon)))))
      return [ops.neg(velocity), { squares, velocity }]
    })
}
