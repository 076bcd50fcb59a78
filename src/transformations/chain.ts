import type { Optimizer } from '../optimizers/optimizer.ts'
import type { Some, Tree } from '../tensor.ts'
import { descriptionOf } from './description.ts'

/**
 * One transformation after another: what the first makes of the gradients goes into the second, and so on; what the last one gives
 * is added to the parameters. The order is the order in which they are written, as in `optax.chain`:
 *
 *     chain(clipByGlobalNorm(1), weightDecay(1e-4), adam({ learningRate: 1e-3 }))
 *
 * The slots are the list of the slots of each. Laws: `chain(a)` does what `a` does; `chain(chain(a, b), c)` does what `chain(a, b, c)`
 * does.
 */
export function chain<P extends Tree, A extends Tree>(a: Optimizer<P, A>): Optimizer<P, readonly [A]>
export function chain<P extends Tree, A extends Tree, B extends Tree>(a: Optimizer<P, A>, b: Optimizer<P, B>): Optimizer<P, readonly [A, B]>
export function chain<P extends Tree, A extends Tree, B extends Tree, C extends Tree>(
  a: Optimizer<P, A>, b: Optimizer<P, B>, c: Optimizer<P, C>): Optimizer<P, readonly [A, B, C]>
export function chain<P extends Tree, A extends Tree, B extends Tree, C extends Tree, D extends Tree>(
  a: Optimizer<P, A>, b: Optimizer<P, B>, c: Optimizer<P, C>, d: Optimizer<P, D>): Optimizer<P, readonly [A, B, C, D]>
export function chain<P extends Tree, A extends Tree, B extends Tree, C extends Tree, D extends Tree, E extends Tree>(
  a: Optimizer<P, A>, b: Optimizer<P, B>, c: Optimizer<P, C>, d: Optimizer<P, D>, e: Optimizer<P, E>): Optimizer<P, readonly [A, B, C, D, E]>
export function chain<P extends Tree, A extends Tree, B extends Tree, C extends Tree, D extends Tree, E extends Tree, F extends Tree>(
  a: Optimizer<P, A>, b: Optimizer<P, B>, c: Optimizer<P, C>, d: Optimizer<P, D>, e: Optimizer<P, E>, f: Optimizer<P, F>,
): Optimizer<P, readonly [A, B, C, D, E, F]>
export function chain(...links: readonly Optimizer<Some, Tree>[]): Optimizer<Some, Some> {
  return (ops, params) => {
    const rules = links.map((link) => link(ops, params))
    return {
      kind: 'chain',
      settings: {},
      parts: rules.map(descriptionOf),
      init: () => rules.map((rule) => rule.init()),
      update: (gradients, slots: readonly Tree[]) => rules.reduce<readonly [Tree, readonly Tree[]]>(([updates, done], rule, i) => {
        const [next, kept] = rule.update(updates, slots[i] ?? [])
        return [next, [...done, kept]]
      }, [gradients, []]),
    }
  }
}
