import { shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { type RmspropSettings, rmspropFaults } from './rmsprop.ts'
import { runningMean } from './running-mean.ts'

/**
 * Centered RMSProp (Graves, "Generating Sequences With Recurrent Neural Networks", 2013, equations 38 to 45), n and ḡ the running
 * means of the squared gradient and of the gradient, a the velocity:
 *
 *     n ← ρ n + (1 − ρ) g²        ḡ ← ρ ḡ + (1 − ρ) g        a ← μ a + η g / √(n − ḡ² + ε)        p ← p − a
 *
 * n − ḡ² is a variance, so it is never negative (Cauchy and Schwarz); where rounding makes it so, 0 is taken. Graves trains with
 * ρ = 0.95, μ = 0.9, ε = 1e-4 and η = 1e-4; what is left out is as in `rmsprop`. (TensorFlow.js takes ε away: `tfjsCenteredRmsprop`.)
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a ρ or μ outside of [0, 1).
 * `learningRate: 0` changes no weight. With `epsilon: 0` a weight whose gradients were all 0 becomes NaN.
 */
export const centeredRmsprop = (
  { learningRate, decay = 0.9, momentum = 0, epsilon = 1e-8 }: RmspropSettings,
): PerTensor<'squares' | 'mean' | 'velocity'> => {
  const settings = { decay, momentum, epsilon }
  return perTensor({
    kind: 'centeredRmsprop', learningRate, settings, kept: { squares: 0, mean: 0, velocity: 0 }, faults: rmspropFaults(settings),
  }, (ops, { descend }) => (g, kept) => {
    const squares = runningMean(ops, decay, kept.squares, ops.mul(g, g))
    const mean = runningMean(ops, decay, kept.mean, g)
    const variance = ops.maximum(ops.sub(squares, ops.mul(mean, mean)), ops.fill(g.shape, 0))
    const velocity = ops.sub(ops.scale(kept.velocity, momentum), descend(ops.div(g, ops.sqrt(shifted(ops, variance, epsilon)))))
    return [ops.neg(velocity), { squares, mean, velocity }]
  })
}
