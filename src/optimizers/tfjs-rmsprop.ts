import { shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { type RmspropSettings, rmspropFaults } from './rmsprop.ts'
import { runningMean } from './running-mean.ts'

/**
 * RMSProp as `tf.train.rmsprop` of TensorFlow.js 4.22 has it: `rmsprop` with ε = 1e-7 when left out.
 *
 *     n ← ρ n + (1 − ρ) g²        a ← μ a + η g / √(n + ε)        p ← p − a
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a ρ or μ outside of [0, 1).
 * `learningRate: 0` changes no weight.
 */
export const tfjsRmsprop = (
  { learningRate, decay = 0.9, momentum = 0, epsilon = 1e-7 }: RmspropSettings,
): PerTensor<'squares' | 'velocity'> => {
  const settings = { decay, momentum, epsilon }
  return perTensor({ kind: 'tfjsRmsprop', learningRate, settings, kept: { squares: 0, velocity: 0 }, faults: rmspropFaults(settings) },
    (ops, { descend }) => (g, kept) => {
      const squares = runningMean(ops, decay, kept.squares, ops.mul(g, g))
      const velocity = ops.sub(ops.scale(kept.velocity, momentum), descend(ops.div(g, ops.sqrt(shifted(ops, squares, epsilon)))))
      return [ops.neg(velocity), { squares, velocity }]
    })
}

/**
 * Centered RMSProp as `tf.train.rmsprop` of TensorFlow.js 4.22 has it: ε, 1e-7 when left out, is *taken away* under the root.
 *
 *     n ← ρ n + (1 − ρ) g²        ḡ ← ρ ḡ + (1 − ρ) g        a ← μ a + η g / √(n − (ḡ² + ε))        p ← p − a
 *
 * Wherever n − ḡ² < ε, as for a gradient of 0 at the first step, the weight becomes NaN and stays so. This is for repeating what
 * TensorFlow.js did; `centeredRmsprop` is for training.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a ρ or μ outside of [0, 1).
 * `learningRate: 0` changes no weight.
 */
export const tfjsCenteredRmsprop = (
  { learningRate, decay = 0.9, momentum = 0, epsilon = 1e-7 }: RmspropSettings,
): PerTensor<'squares' | 'mean' | 'velocity'> => {
  const settings = { decay, momentum, epsilon }
  return perTensor({
    kind: 'tfjsCenteredRmsprop', learningRate, settings, kept: { squares: 0, mean: 0, velocity: 0 }, faults: rmspropFaults(settings),
  }, (ops, { descend }) => (g, kept) => {
    const squares = runningMean(ops, decay, kept.squares, ops.mul(g, g))
    const mean = runningMean(ops, decay, kept.mean, g)
    const root = ops.sqrt(ops.sub(squares, shifted(ops, ops.mul(mean, mean), epsilon)))
    const velocity = ops.sub(ops.scale(kept.velocity, momentum), descend(ops.div(g, root)))
    return [ops.neg(velocity), { squares, mean, velocity }]
  })
}
