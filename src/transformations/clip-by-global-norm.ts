import * as tree from '../tree.ts'
import { globalNorm, shortening } from './norm.ts'
import { limitFault, stateless, type Stateless } from './stateless.ts'

/**
 * All gradients together shortened to a Euclidean norm of `max` at most (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent
 * neural networks", 2013): `g · max / max(‖all g‖, max)`. Gradients that are short enough keep their bits. A NaN anywhere makes all
 * of them NaN (see `skipNonFinite`); a norm that overflows gives 0. As `optax.clip_by_global_norm`.
 *
 * What it is given counts: inside of `freeze`, frozen weights do not; before it, they do.
 *
 * Throws `Misuse` for a `max` that is not a finite number above 0.
 */
export const clipByGlobalNorm = (max: number): Stateless =>
  stateless({ kind: 'clipByGlobalNorm', settings: { max } }, limitFault('max', max), (ops, gradients) => {
    const factor = shortening(ops, globalNorm(ops, gradients), max)
    return tree.map((g) => ops.mul(g, ops.spread(factor, g.shape)))(gradients)
  })
