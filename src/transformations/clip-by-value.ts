import * as tree from '../tree.ts'
import { limitFault, stateless, type Stateless } from './stateless.ts'

/**
 * Every element of every gradient kept within ±limit: `min(max(g, −limit), limit)`. NaN stays NaN. As `optax.clip`.
 *
 * Throws `Misuse` for a limit that is not a finite number above 0.
 */
export const clipByValue = (limit: number): Stateless =>
  stateless({ kind: 'clipByValue', settings: { limit } }, limitFault('limit', limit), (ops, gradients) =>
    tree.map((g) => ops.minimum(ops.maximum(g, ops.fill(g.shape, -limit)), ops.fill(g.shape, limit)))(gradients))
