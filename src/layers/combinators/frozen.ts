import type { Net, Trees } from '../../net.ts'
import { withState } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import * as tree from '../../tree.ts'
import { type Block, netOf } from './block.ts'

/**
 * A block whose parameters are not trained: `y = block(x)`. Its state moves as ever.
 *
 * The gradient of its parameters is 0; `dx` is that of the block. An optimizer that shrinks weights by themselves (`adamw`, weight
 * decay) still does so: the transformation `freeze` holds them still against that too.
 */
export const frozen =
  <Q extends Trees, R extends Trees, Sh extends Shape, C extends Shape>(block: Block<Q, R, Sh, C>) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, Q], readonly [...S, R], A, Float<C>> => {
    const net = netOf(block, prev.out)
    return withState<P, S, A, Float<Sh>, Float<C>, Q, R>(
      prev, net.out, { kind: 'frozen', settings: {}, inner: net.stages }, net.init,
      (ops, env) => {
        const f = net.forward(ops, env)
        return (q, r, x) => {
          const [y, next, back] = f(tree.map((w) => ops.stopGradient(w))(q), r, x)
          return [ops.note('y', y, 'y = block(x)'), next, (dy) =>
            [tree.map((w) => ops.fill(w.shape, 0))(q), ops.note('dx', back(dy)[1], 'dx = dblock')]]
        }
      })
  }
