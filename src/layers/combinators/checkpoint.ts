import type { Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { withState } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import * as tree from '../../tree.ts'
import { type Block, netOf } from './block.ts'

/**
 * A block that keeps nothing of its forward pass: `y = block(x)`. The way back runs the forward pass again from x, which costs its time
 * once more and saves the memory of everything between. The numbers are the same, to the bit; what is random is drawn from the same
 * key again.
 *
 * `dq` and `dx` are those of the block. Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost"; as `jax.checkpoint`.
 */
export const checkpoint =
  <Q extends Trees, R extends Trees, Sh extends Shape, C extends Shape>(block: Block<Q, R, Sh, C>) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, Q], readonly [...S, R], A, Float<C>> => {
    const net = netOf(block, prev.out)
    return withState<P, S, A, Float<Sh>, Float<C>, Q, R>(
      prev, net.out, { kind: 'checkpoint', settings: {}, inner: net.stages }, net.init,
      (ops, env) => {
        const f = net.forward(ops, env)
        return (q, r, x) => {
          const [y, next] = f(q, r, x)
          return [ops.note('y', y, 'y = block(x)'), next, (dy) => {
            const [dq, dx] = apart(ops, q, x, dy, (again, d) => f(q, r, again)[2](d))
            return [dq, ops.note('dx', dx, 'dx = dblock')]
          }]
        }
      })
  }

/**
 * What `back` gives, computed in the body of a loop of one turn. A loop's values live no longer than it runs, and no compiler takes them
 * for those of the forward pass, which it would otherwise keep and share, since they are the same.
 */
const apart = <Q extends Trees, Sh extends Shape, C extends Shape>(
  ops: Ops, q: Q, x: Float<Sh>, dy: Float<C>, back: (x: Float<Sh>, dy: Float<C>) => readonly [dq: Q, dx: Float<Sh>],
): readonly [dq: Q, dx: Float<Sh>] => {
  const turn = (given: Tensor): Tensor => ops.reshape<Shape, Shape, 'float'>(given, [1, ...given.shape as Shape])
  const [, turned] = ops.scan(1, [], [turn(x), turn(dy)], (_, slices) => {
    const [dq, dx] = back(...slices as readonly [Float<Sh>, Float<C>])
    return [[], [dx, ...tree.byPath(dq).map(({ tensor }) => tensor)]]
  })
  const [dx, ...found] = turned.map((given): Tensor => ops.reshape<Shape, Shape, 'float'>(given, (given.shape as Shape).slice(1)))
  // A gradient is laid out as the parameters are.
  const paths = tree.byPath(q).map(({ path }) => path)
  return [tree.mapTensors((w, path) => found[paths.indexOf(path)] ?? w, q), dx ?? x]
}
