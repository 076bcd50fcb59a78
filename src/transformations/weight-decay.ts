import { notNegativeFault } from '../optimizers/running-mean.ts'
import * as tree from '../tree.ts'
import { stateless, type Stateless } from './stateless.ts'

/**
 * L2 regularisation: `g + λ p`, the gradient of the loss plus λ/2 ‖p‖². It stands before an optimizer, whose moments then see the decay
 * too; see `decoupledWeightDecay` for the other way. As `optax.add_decayed_weights`. With 0 nothing changes. Use `masked` to
 * leave biases out.
 *
 * Throws `Misuse` for a `decay` that is negative, infinite or NaN.
 */
export const weightDecay = (decay: number): Stateless =>
  stateless({ kind: 'weightDecay', settings: { decay } }, notNegativeFault('decay', decay), (ops, gradients, params) =>
    decay === 0 ? gradients : tree.zip((g, p) => ops.add(g, ops.scale(p, decay)))(gradients, params))
