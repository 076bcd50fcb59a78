import * as tree from '../tree.ts'
import { norm, shortening } from './norm.ts'
import { limitFault, stateless, type Stateless } from './stateless.ts'

/**
 * Each tensor of gradients by itself shortened to a Euclidean norm of `max` at most: `g · max / max(‖g‖, max)`. One that is short enough keeps its
 * bits. A NaN makes its whole tensor NaN; a norm that overflows gives 0.
 *
 * Throws `Misuse` for a `max` that is not a finite number above 0.
 */
export const clipByNorm = (max: number): Stateless =>
  stateless({ kind: 'clipByNorm', settings: { max } }, limitFault('max', max), (ops, gradients) =>
    tree.map((g) => ops.mul(g, ops.spread(shortening(ops, norm(ops, g), max), g.shape)))(gradients))
