import type { LearningRate } from './learning-rate.ts'
import { shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { betaFault, notNegativeFault, runningMean } from './running-mean.ts'

/** What Adadelta is told; the names are those of the paper. */
export interface AdadeltaSettings {
  /** η, which the paper does not have: 1 when left out */
  readonly learningRate?: LearningRate
  /** how much of both running means is kept from step to step, in [0, 1): 0.95 when left out */
  readonly rho?: number
  /** what the first changes grow from and what keeps the divisor from 0, from 0 upward: 1e-6 when left out */
  readonly epsilon?: number
}

/**
 * Adadelta (Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, algorithm 1), s and d the running means of the squared
 * gradient and of the squared change:
 *
 *     s ← ρ s + (1 − ρ) g²        Δ = √(d + ε) / √(s + ε) · g        d ← ρ d + (1 − ρ) Δ²        p ← p − η Δ
 *
 * With `epsilon: 0` nothing ever moves, and a weight whose gradients were all 0 becomes NaN.
 *
 * Throws `Misuse` for a learning rate or an ε that is negative, infinite or NaN, and for a ρ outside of [0, 1). `learningRate: 0`
 * changes no weight.
 */
export const adadelta = (
  { learningRate = 1, rho = 0.95, epsilon = 1e-6 }: AdadeltaSettings = {},
): PerTensor<'squares' | 'changes'> =>
  perTensor({
    kind: 'adadelta',
    learningRate,
    settings: { rho, epsilon },
    kept: { squares: 0, changes: 0 },
    faults: [betaFault('rho', rho), notNegativeFault('epsilon', epsilon)],
  }, (ops, { descend }) => (g, kept) => {
    const squares = runningMean(ops, rho, kept.squares, ops.mul(g, g))
    const change = ops.mul(ops.div(ops.sqrt(shifted(ops, kept.changes, epsilon)), ops.sqrt(shifted(ops, squares, epsilon))), g)
    return [descend(change), { squares, changes: runningMean(ops, rho, kept.changes, ops.mul(change, change)) }]
  })
