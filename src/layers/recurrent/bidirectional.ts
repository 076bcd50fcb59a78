import { identity, type Net, type Trees } from '../../net.ts'
import { add, type Add } from '../../shape/digits.ts'
import { withState } from '../../stages.ts'
import type { Tensor } from '../../tensor.ts'
import type { Count } from './gates.ts'
import type { Carried, RecurrentStage, RecurrentWeights, StatefulRecurrentStage } from './recurrent-stage.ts'
import type { Sequences } from './sequence.ts'

/** Forwards in time, backwards in time. */
type Pair<V> = readonly [forwards: V, backwards: V]

/** A recurrent layer in both directions, as a stage. */
export interface BidirectionalStage<G extends Count, U extends number, B extends Tensor> {
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, I extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ): Net<readonly [...P, Pair<readonly [RecurrentWeights<G, I, U, B>]>], readonly [...S, Pair<readonly []>], A, Sequences<N, T, Add<U, U>>>
}

/** The same with what both carry in the network's state. */
export interface StatefulBidirectionalStage<G extends Count, U extends number, B extends Tensor, K extends string> {
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, I extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ): Net<
    readonly [...P, Pair<readonly [RecurrentWeights<G, I, U, B>]>], readonly [...S, Pair<readonly [Carried<K, N, U>]>],
    A, Sequences<N, T, Add<U, U>>
  >
}

/** Two networks on one input, their outputs side by side. */
const beside = <
  P extends Trees, S extends Trees, A extends Tensor, Q extends Trees, R extends Trees,
  N extends number, T extends number, I extends number, U extends number,
>(
  prev: Net<P, S, A, Sequences<N, T, I>>, [there, back]: Pair<Net<Q, R, Sequences<N, T, I>, Sequences<N, T, U>>>,
): Net<readonly [...P, Pair<Q>], readonly [...S, Pair<R>], A, Sequences<N, T, Add<U, U>>> => {
  const [n, t, u] = there.out
  const whole: readonly [N, T, Add<U, U>] = [n, t, add(u, u)]
  return withState<P, S, A, Sequences<N, T, I>, Sequences<N, T, Add<U, U>>, Pair<Q>, Pair<R>>(
    prev, whole, { kind: 'bidirectional', inner: [...there.stages, ...back.stages] },
    (ops, key) => {
      const [[q, r], [p, s]] = [there.init(ops, key), back.init(ops, ops.foldIn(key, 1))]
      return [[q, p], [r, s]]
    },
    (ops, env) => {
      const [f, g] = [there.forward(ops, env), back.forward(ops, env)]
      return ([q, p], [r, s], x) => {
        const [[y, nextR, backF], [z, nextS, backG]] = [f(q, r, x), g(p, s, x)]
        const joined = ops.concat<readonly [N, T, Add<U, U>], 'float'>([y, z], 2, whole)
        return [ops.note('y', joined, 'y[t] = (forwards, backwards)'), [nextR, nextS], (dy) => {
          const half = (from: number): Sequences<N, T, U> => ops.slice(dy, { start: [0, 0, from] }, [n, t, u])
          const [[dq, dx], [dp, dz]] = [backF(half(0)), backG(half(u))]
          return [[dq, dp], ops.note('dx', ops.add(dx, dz), 'dx = dx forwards + dx backwards')]
        }]
      }
    })
}

/**
 * A recurrent layer in both directions, `[N, T, I] → [N, T, 2 U]`: what it says forwards in time, and beside it what another of its kind says
 * backwards, so that `y[t]` knows the whole sequence.
 *
 * `dx = dx forwards + dx backwards`, where each is given its own half of dy. Parameters and state are pairs: forwards, backwards.
 *
 * Schuster and Paliwal, "Bidirectional recurrent neural networks", 1997; Keras and TensorFlow.js, `Bidirectional` with `mergeMode: 'concat'`.
 */
export function bidirectional<G extends Count, U extends number, B extends Tensor>(layer: RecurrentStage<G, U, B>): BidirectionalStage<G, U, B>
export function bidirectional<G extends Count, U extends number, B extends Tensor, K extends string>(
  layer: StatefulRecurrentStage<G, U, B, K>): StatefulBidirectionalStage<G, U, B, K>
export function bidirectional<G extends Count, U extends number, B extends Tensor, K extends string>(
  layer: RecurrentStage<G, U, B> | StatefulRecurrentStage<G, U, B, K>,
): object {
  // Both are run in the same way: what they carry is in their own types.
  const one = layer as RecurrentStage<G, U, B>
  return <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, I extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ) => {
    const start = identity<Sequences<N, T, I>>(prev.out, 'float')
    return beside(prev, [one(start), one.reversed()(start)])
  }
}
