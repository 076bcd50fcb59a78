import { descentOf, type LearningRate, learningRateFault, showLearningRate } from '../optimizers/learning-rate.ts'
import { notNegativeFault } from '../optimizers/running-mean.ts'
import * as tree from '../tree.ts'
import { counted, type Counted } from './counted.ts'

/**
 * Decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019): `u − η λ p`, where u is the update of the optimizer
 * before it in the chain. The learning rate is a number or a schedule, the same one that the optimizer was given. With a decay of 0
 * nothing changes.
 *
 * Throws `Misuse` for a `decay` or a learning rate that is negative, infinite or NaN.
 */
export const decoupledWeightDecay = (decay: number, learningRate: LearningRate): Counted =>
  counted(
    { kind: 'decoupledWeightDecay', settings: { decay, learningRate: showLearningRate(learningRate) } },
    notNegativeFault('decay', decay) ?? learningRateFault(learningRate),
    (ops, updates, params, count) => {
      const descend = descentOf(ops, learningRate, count)
      return decay === 0 ? updates : tree.zip((u, p) => ops.add(u, descend(ops.scale(p, decay))))(updates, params)
    })
