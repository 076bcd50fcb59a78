import type { Net, Trees } from '../../net.ts'
import { withState } from '../../stages.ts'
import type { FixedSize, Float, Shape, Tensor } from '../../tensor.ts'
import { type Block, branch, netOf } from './block.ts'
import { type Copies, copiesOf, listOf, requireCount, zip } from './copies.ts'

/**
 * n copies of a block one after another, each with parameters and state of its own, drawn from the key of its number:
 * `y = blockₙ(… block₁(x))`. The parameters are a tuple of n. Compiles only if the block keeps its shape.
 *
 * `dx` is that of the copies from the last to the first.
 *
 * Throws `Misuse` for n that is not a whole number from 1 upward.
 */
export const repeat =
  <const N extends number, Q extends Trees, R extends Trees, Sh extends Shape>(n: N & FixedSize<N>, block: Block<Q, R, Sh>) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, Copies<N, Q>], readonly [...S, Copies<N, R>], A, Float<Sh>> => {
    requireCount('repeat', n)
    const net = netOf(block, prev.out)
    const branches = Array.from({ length: n }, (_, i) => branch(net, i))
    return withState<P, S, A, Float<Sh>, Float<Sh>, Copies<N, Q>, Copies<N, R>>(
      prev, prev.out, { kind: 'repeat', settings: { times: n }, inner: branches.map(({ stage }) => stage) },
      (ops, key) => {
        const all = branches.map(({ init }) => init(ops, key))
        return [copiesOf<N, Q>(all.map(([q]) => q)), copiesOf<N, R>(all.map(([, r]) => r))]
      },
      (ops, env) => {
        const fs = branches.map(({ forward }) => forward(ops, env))
        return (qs, rs, x) => {
          type Passed = { readonly y: Float<Sh>; readonly next: readonly R[]; readonly backs: readonly ((dy: Float<Sh>) => readonly [Q, Float<Sh>])[] }
          const turns = zip(fs, zip(listOf<N, Q>(qs), listOf<N, R>(rs)))
          const { y, next, backs } = turns.reduce<Passed>(({ y, next, backs }, [f, [q, r]]) => {
            const [z, after, back] = f(q, r, y)
            return { y: z, next: [...next, after], backs: [...backs, back] }
          }, { y: x, next: [], backs: [] })
          return [ops.note('y', y, 'y = block(... block(x))'), copiesOf<N, R>(next), (dy) => {
            const [dqs, dx] = backs.reduceRight<readonly [readonly Q[], Float<Sh>]>(([later, d], back) => {
              const [dq, earlier] = back(d)
              return [[dq, ...later], earlier]
            }, [[], dy])
            return [copiesOf<N, Q>(dqs), ops.note('dx', dx, 'dx = that of the first block')]
          }]
        }
      })
  }
