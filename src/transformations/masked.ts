import type { Optimizer } from '../optimizers/optimizer.ts'
import type { Tree } from '../tensor.ts'
import { descriptionOf } from './description.ts'
import { checkPaths, type HasParameters, joined, only, type Only, type PathOf, type Paths } from './paths.ts'

/**
 * A transformation of the gradients at some paths only; all others go on as they are. As `optax.masked`:
 *
 *     chain(masked(net, ['0.w', '1.w'], weightDecay(1e-4)), sgd({ learningRate: 0.1 }))
 *
 * What is at other paths is not there at all for `inner`. A path that the network does not have does not compile.
 *
 * Throws `Misuse` for a path that came through `any` and is not there, and for one that is named twice.
 */
export const masked = <P extends Tree, K extends PathOf<P>, O extends Tree>(
  _net: HasParameters<P>, paths: Paths<K>, inner: Optimizer<Only<P, K>, O>,
): Optimizer<P, O> => (ops, params) => {
  checkPaths('masked', params, paths)
  const rule = inner(ops, only(params, paths))
  return {
    kind: 'masked',
    settings: { paths: paths.join(', ') },
    parts: [descriptionOf(rule)],
    init: rule.init,
    update: (gradients, slots) => {
      const [updates, next] = rule.update(only(gradients, paths), slots)
      return [joined([updates], gradients), next]
    },
  }
}
