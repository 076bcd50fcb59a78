import type { AdadeltaSettings } from './adadelta.ts'
import { shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { betaFault, notNegativeFault, runningMean } from './running-mean.ts'

/**
 * Adadelta as `tf.train.adadelta` of TensorFlow.js 4.22 has it: the step is taken before the running mean of squared gradients is
 * brought up to date.
 *
 *     Δ = √(d + ε) / √(s + ε) · g        s ← ρ s + (1 − ρ) g²        d ← ρ d + (1 − ρ) Δ²        p ← p − η Δ
 *
 * Both means start from 0, so the first Δ is g, so they stay equal: this is `sgd`, whatever ρ and ε are. When left out, η is 0.001,
 * ρ is 0.95 and ε is 1e-7. `adadelta` is the paper's.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a ρ outside of [0, 1). `learningRate: 0`
 * changes no weight.
 */
export const tfjsAdadelta = (
  { learningRate = 0.001, rho = 0.95, epsilon = 1e-7 }: AdadeltaSettings = {},
): PerTensor<'squares' | 'changes'> =>
  perTensor({
    kind: 'tfjsAdadelta',
    learningRate,
    settings: { rho, epsilon },
    kept: { squares: 0, changes: 0 },
    faults: [betaFault('rho', rho), notNegativeFault('epsilon', epsilon)],
  }, (ops, { descend }) => (g, kept) => {
    const change = ops.mul(ops.div(ops.sqrt(shifted(ops, kept.changes, epsilon)), ops.sqrt(shifted(ops, kept.squares, epsilon))), g)
    return [descend(change), {
      squares: runningMean(ops, rho, kept.squares, ops.mul(g, g)),
      changes: runningMean(ops, rho, kept.changes, ops.mul(change, change)),
    }]
  })
