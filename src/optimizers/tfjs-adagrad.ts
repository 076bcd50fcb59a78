import type { AdagradSettings } from './adagrad.ts'
import { shifted } from './moments.ts'
import { perTensor, type PerTensor } from './per-tensor.ts'
import { notNegativeFault } from './running-mean.ts'

/** What TensorFlow.js adds under the root; it cannot be set there. */
const EPSILON = 1e-7

/**
 * Adagrad as `tf.train.adagrad` of TensorFlow.js 4.22 has it, with the ε of 1e-7 under the root and a sum of squares that starts from
 * 0.1 when left out:
 *
 *     s ← s + g²        p ← p − η g / √(s + ε)
 *
 * Throws `Misuse` for a learning rate or a first sum that is negative, infinite or NaN. `learningRate: 0` changes no weight.
 */
export const tfjsAdagrad = ({ learningRate, initialAccumulator = 0.1 }: Omit<AdagradSettings, 'epsilon'>): PerTensor<'squares'> =>
  perTensor({
    kind: 'tfjsAdagrad',
    learningRate,
    settings: { initialAccumulator },
    kept: { squares: initialAccumulator },
    faults: [notNegativeFault('initialAccumulator', initialAccumulator)],
  }, (ops, { descend }) => (g, kept) => {
    const squares = ops.add(kept.squares, ops.mul(g, g))
    return [descend(ops.div(g, ops.sqrt(shifted(ops, squares, EPSILON)))), { squares }]
  })
