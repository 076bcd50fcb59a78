import type { LearningRate } from './learning-rate.ts'
import { shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { notNegativeFault } from './running-mean.ts'

/** What Adagrad is told. */
export interface AdagradSettings {
  /** η */
  readonly learningRate: LearningRate
  /** what the sum of squares starts from, from 0 upward: 0 when left out, as in the paper */
  readonly initialAccumulator?: number
  /** what keeps the divisor from 0 (the paper's δ), from 0 upward: 1e-10 when left out, as in PyTorch */
  readonly epsilon?: number
}

/**
 * Adagrad (Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", 2011, figure 1
 * with diagonal matrices), s the sum of squared gradients:
 *
 *     s ← s + g²        p ← p − η g / (√s + ε)
 *
 * Throws `Misuse` for a learning rate or another setting that is negative, infinite or NaN. `learningRate: 0` changes no weight. With
 * `epsilon: 0` a weight whose gradients were all 0 becomes NaN.
 */
export const adagrad = ({ learningRate, initialAccumulator = 0, epsilon = 1e-10 }: AdagradSettings): PerTensor<'squares'> =>
  perTensor({
    kind: 'adagrad',
    learningRate,
    settings: { initialAccumulator, epsilon },
    kept: { squares: initialAccumulator },
    faults: [notNegativeFault('initialAccumulator', initialAccumulator), notNegativeFault('epsilon', epsilon)],
  }, (ops, { descend }) => (g, kept) => {
    const squares = ops.add(kept.squares, ops.mul(g, g))
    return [descend(ops.div(g, shifted(ops, ops.sqrt(squares), epsilon))), { squares }]
  })
