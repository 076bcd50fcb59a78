import { misuse } from '../../misuse.ts'
import { identity, type Net, type Trees } from '../../net.ts'
import { sizeOf } from '../../shape/size.ts'
import { withState } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { kept, requireRate } from './rate.ts'

/**
 * A residual block that rows of the batch leave out: in training `y = x + k block(x)`, where k is `1 / (1 − rate)` for a row that keeps
 * the block, which it does with probability 1 − rate, else 0. In inference, and with rate 0, `y = x + block(x)`. What is kept is decided by
 * the key of the stage's place. The block runs for every row, and its state moves.
 *
 * `dx = dy + dblock`, where `k dy` comes to the block. Compiles only if the block keeps its shape.
 *
 * Throws `Misuse` for a rate outside of [0, 1), and for a single number, which has no rows. Huang et al. 2016, "Deep Networks with Stochastic Depth", scaled in training.
 */
export const stochasticDepth = (rate: number) => {
  requireRate('stochasticDepth', rate)
  return <Q extends Trees, R extends Trees, Sh extends Shape>(
    block: (x: Net<readonly [], readonly [], Float<Sh>, Float<Sh>>) => Net<Q, R, Float<Sh>, Float<Sh>>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, Q], readonly [...S, R], A, Float<Sh>> => {
    const [n = misuse('stochasticDepth', 'a single number has no rows'), ...rest]: Shape = prev.out
    const inner = block(identity<Float<Sh>>(prev.out, 'float'))
    return withState<P, S, A, Float<Sh>, Float<Sh>, Q, R>(
      prev, prev.out, { kind: 'stochasticDepth', settings: { rate }, inner: inner.stages }, inner.init,
      (ops, env) => {
        const f = inner.forward(ops, env)
        const rows = [n, sizeOf(rest)] as const
        // The block's stages draw from the keys before this one.
        const mask = env.train && rate > 0
          ? ops.reshape(ops.broadcast(kept(ops, ops.foldIn(env.key, inner.stages.length), [n], rate), rows, [1]), prev.out)
          : undefined
        const chosen = (v: Float<Sh>) =>
          mask === undefined ? v : ops.select(mask, ops.scale(v, 1 / (1 - rate)), ops.fill(prev.out, 0))
        return (q, r, x) => {
          const [y, next, back] = f(q, r, x)
          return [ops.note('y', ops.add(x, chosen(y)), 'y = x + k block(x)'), next, (dy) => {
            const [dq, dx] = back(chosen(dy))
            return [dq, ops.note('dx', ops.add(dy, dx), 'dx = dy + dblock')]
          }]
        }
      })
  }
}
