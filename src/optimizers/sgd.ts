import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Shape, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import type { UpdateRule } from './optimizer.ts'

/** What is wrong with a learning rate, if anything: it must be a number that is finite in f32 too, not negative. */
export const learningRateFault = (learningRate: number): string | undefined =>
  Number.isFinite(learningRate) && Number.isFinite(Math.fround(learningRate)) && learningRate >= 0
    ? undefined
    : `learning rate ${learningRate} is not a finite number from 0 upward`

/**
 * Stochastic gradient descent: `p ← p − η g`.
 *
 * Throws `Misuse` for a learning rate that is negative, infinite or NaN. `sgd(0)` changes nothing.
 */
export const sgd = (
  { learningRate }: { readonly learningRate: number },
): (<P extends Tree>(ops: Ops, params: P) => UpdateRule<P, readonly []>) => {
  const fault = learningRateFault(learningRate)
  requireThat(fault === undefined, 'sgd', () => fault ?? '')
  return <P extends Tree>(ops: Ops): UpdateRule<P, readonly []> => {
    // p + −0 is p to the bit; 0 g would be NaN for an infinite g, and +0 for some p = −0.
    const change = <S extends Shape>(g: Float<S>): Float<S> => learningRate === 0 ? ops.fill(g.shape, -0) : ops.scale(g, -learningRate)
    return {
      kind: 'sgd',
      settings: { learningRate },
      init: () => [],
      update: (gradients, slots) => [tree.map(change)(gradients), slots],
    }
  }
}
