import type { Optimizer, OptimizerDescription } from '../optimizers/optimizer.ts'
import type { Some, Tree } from '../tensor.ts'
import { descriptionOf } from './description.ts'
import { checkPaths, type HasParameters, joined, only, type Only, type PathOf, type Paths, without, type Without } from './paths.ts'

/** Some parameters of a network, and the optimizer for them. */
export interface Group<P extends Tree, K extends string, O extends Tree> {
  readonly at: Paths<K>
  readonly use: Optimizer<Only<P, K>, O>
}

/** What one optimizer is for, and what of a tree it sees. */
interface Part {
  readonly description: OptimizerDescription
  readonly optimizer: Optimizer<Some, Tree>
  readonly take: (of: Tree) => Tree
}

/**
 * An optimizer for each group of parameters, and one for the rest:
 *
 *     partition(net, { at: ['0'], use: sgd({ learningRate: 0.01 }) }, adam({ learningRate: 1e-3 }))
 *
 * Each sees its own parameters alone, so that a norm or a count inside of one knows nothing of the others. The slots are the list of theirs, the rest
 * last. A path that the network does not have does not compile. As `optax.partition`.
 *
 * Throws `Misuse` for a path that came through `any` and is not there, and for parameters that are in two groups.
 */
export function partition<P extends Tree, K extends PathOf<P>, A extends Tree, R extends Tree>(
  net: HasParameters<P>, group: Group<P, K, A>, rest: Optimizer<Without<P, K>, R>): Optimizer<P, readonly [A, R]>
export function partition<P extends Tree, K extends PathOf<P>, L extends PathOf<P>, A extends Tree, B extends Tree, R extends Tree>(
  net: HasParameters<P>, group: Group<P, K, A>, second: Group<P, L, B>, rest: Optimizer<Without<P, K | L>, R>): Optimizer<P, readonly [A, B, R]>
export function partition<
  P extends Tree, K extends PathOf<P>, L extends PathOf<P>, M extends PathOf<P>, A extends Tree, B extends Tree, C extends Tree, R extends Tree,
>(
  net: HasParameters<P>, group: Group<P, K, A>, second: Group<P, L, B>, third: Group<P, M, C>, rest: Optimizer<Without<P, K | L | M>, R>,
): Optimizer<P, readonly [A, B, C, R]>
export function partition(_net: HasParameters<Some>, ...given: readonly (Group<Some, string, Tree> | Optimizer<Some, Tree>)[]): Optimizer<Some, Some> {
  const groups = given.filter((one) => typeof one === 'object')
  const paths = groups.flatMap(({ at }) => at)
  const parts: readonly Part[] = given.map((one) => typeof one === 'object'
    ? { description: { kind: 'group', settings: { paths: one.at.join(', ') } }, optimizer: one.use, take: (of) => only(of, one.at) }
    : { description: { kind: 'rest', settings: {} }, optimizer: one, take: (of) => without(of, paths) })
  return (ops, params: Tree) => {
    checkPaths('partition', params, paths)
    const rules = parts.map(({ optimizer, take }) => optimizer(ops, take(params)))
    return {
      kind: 'partition',
      settings: {},
      parts: parts.map(({ description }, i) => ({ ...description, parts: rules.slice(i, i + 1).map(descriptionOf) })),
      init: () => rules.map((rule) => rule.init()),
      update: (gradients: Tree, slots: readonly Tree[]) => {
        const done = rules.map((rule, i) => rule.update(parts[i]?.take(gradients), slots[i] ?? []))
        return [joined(done.map(([updates]) => updates), gradients), done.map(([, kept]) => kept)]
      },
    }
  }
}
