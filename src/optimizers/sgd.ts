import type { LearningRate } from './learning-rate.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'

/**
 * Stochastic gradient descent (Robbins and Monro, "A Stochastic Approximation Method", 1951): `p ← p − η g`.
 *
 * Throws `Misuse` for a learning rate that is negative, infinite or NaN. With `learningRate: 0` no weight changes.
 */
export const sgd = ({ learningRate }: { readonly learningRate: LearningRate }): PerTensor<never> =>
  perTensor({ kind: 'sgd', learningRate, settings: {}, kept: {} }, (_ops, { descend }) => (g) => [descend(g), {}])
