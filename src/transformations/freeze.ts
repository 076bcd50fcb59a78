import type { Optimizer } from '../optimizers/optimizer.ts'
import type { Tree } from '../tensor.ts'
import { noChange } from './choose.ts'
import { descriptionOf } from './description.ts'
import { checkPaths, type HasParameters, joined, type PathOf, type Paths, without, type Without } from './paths.ts'

/**
 * An optimizer that leaves the parameters at some paths as they are, to the bit. Paths are those of the parameters, where only
 * stages that have some are counted: `'1'` is the second of them, `'1.w'` one tensor of it (`pullback inspect` lists them). A path that
 * the network does not have does not compile:
 *
 *     freeze(net, ['0', '2.b'], adam({ learningRate: 1e-3 }))
 *
 * Frozen parameters are not there at all for `inner`: it keeps nothing for them, and computes nothing from their gradients, so that a global
 * norm inside counts only what is trained. A transformation before it in a chain sees all gradients.
 *
 * Throws `Misuse` for a path that came through `any` and is not there, and for one that is named twice.
 */
export const freeze = <P extends Tree, K extends PathOf<P>, O extends Tree>(
  _net: HasParameters<P>, paths: Paths<K>, inner: Optimizer<Without<P, K>, O>,
): Optimizer<P, O> => (ops, params) => {
  checkPaths('freeze', params, paths)
  const rule = inner(ops, without(params, paths))
  return {
    kind: 'freeze',
    settings: { paths: paths.join(', ') },
    parts: [descriptionOf(rule)],
    init: rule.init,
    update: (gradients, slots) => {
      const [updates, next] = rule.update(without(gradients, paths), slots)
      return [joined([updates], noChange(ops, gradients)), next]
    },
  }
}
