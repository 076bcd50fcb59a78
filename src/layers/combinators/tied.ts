import type { Net, Trees } from '../../net.ts'
import { withState } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import * as tree from '../../tree.ts'
import { type Block, branch, netOf } from './block.ts'
import { requireCount } from './copies.ts'

/**
 * One block n times after another with the same parameters: `y = block(… block(x))`. Its state is handed from one time to the next, and each
 * time draws from a key of its own. Compiles only if the block keeps its shape.
 *
 * `dq` is the sum of the gradients of all times, added from the last to the first; `dx` is that of the first.
 *
 * Throws `Misuse` for n that is not a whole number from 1 upward.
 */
export const tied =
  <Q extends Trees, R extends Trees, Sh extends Shape>(n: number, block: Block<Q, R, Sh>) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, Q], readonly [...S, R], A, Float<Sh>> => {
    requireCount('tied', n)
    const net = netOf(block, prev.out)
    const branches = Array.from({ length: n }, (_, i) => branch(net, i))
    return withState<P, S, A, Float<Sh>, Float<Sh>, Q, R>(
      prev, prev.out, { kind: 'tied', settings: { times: n }, inner: net.stages },
      net.init,
      (ops, env) => {
        const fs = branches.map(({ forward }) => forward(ops, env))
        return (q, first, x) => {
          type Passed = { readonly y: Float<Sh>; readonly r: R; readonly backs: readonly ((dy: Float<Sh>) => readonly [Q, Float<Sh>])[] }
          const { y, r, backs } = fs.reduce<Passed>(({ y, r, backs }, f) => {
            const [z, next, back] = f(q, r, y)
            return { y: z, r: next, backs: [...backs, back] }
          }, { y: x, r: first, backs: [] })
          return [ops.note('y', y, 'y = block(... block(x))'), r, (dy) => {
            const { dq, dx } = backs.reduceRight<{ readonly dq: Q | undefined; readonly dx: Float<Sh> }>(({ dq, dx: d }, back) => {
              const [own, dx] = back(d)
              return { dq: dq === undefined ? own : tree.zip((a, b) => ops.add(a, b))(dq, own), dx }
            }, { dq: undefined, dx: dy })
            return [dq ?? q, ops.note('dx', dx, 'dx = that of the first time')]
          }]
        }
      })
  }
