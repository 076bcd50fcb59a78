import { requireThat } from '../../misuse.ts'
import type { Env, Net, Stateful, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { requireRank } from '../../shape/rank.ts'
import { sameShape, showShape } from '../../shape/size.ts'
import { type StageName, withParams, withState } from '../../stages.ts'
import type { Float, Key, Mask, Tensor } from '../../tensor.ts'
import * as tree from '../../tree.ts'
import type { AllGates, Count } from './gates.ts'
import type { Course } from './recurrence.ts'
import type { Row, Sequences } from './sequence.ts'

/** Weights `w` of the input and `u` of the last output, and biases `b`; the gates side by side. */
export type RecurrentWeights<G extends Count, I extends number, U extends number, B extends Tensor> = {
  readonly w: Float<readonly [I, AllGates<G, U>]>
  readonly u: Float<readonly [U, AllGates<G, U>]>
  readonly b: B
}

/** What is carried from step to step, by name. */
export type Carried<K extends string, N extends number, U extends number> = { readonly [name in K]: Row<N, U> }

/** A recurrent layer before it stands anywhere. */
export interface RecurrentLayer<G extends Count, U extends number, B extends Tensor, K extends string> {
  readonly kind: string
  readonly settings: NonNullable<StageName['settings']>
  readonly units: U
  /** names of what is carried */
  readonly carries: readonly K[]
  readonly init: <I extends number>(i: I) => (ops: Ops, key: Key) => RecurrentWeights<G, I, U, B>
  readonly along: <N extends number, T extends number, I extends number>(ops: Ops, course: Course<T, N>) =>
    Stateful<RecurrentWeights<G, I, U, B>, Carried<K, N, U>, Sequences<N, T, I>, Sequences<N, T, U>>
}

/** A recurrent layer as a stage, `[N, T, I] → [N, T, U]`; `reversed` is the same layer the other way through time. */
export interface RecurrentStage<G extends Count, U extends number, B extends Tensor> {
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, I extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ): Net<readonly [...P, RecurrentWeights<G, I, U, B>], S, A, Sequences<N, T, U>>
  readonly reversed: () => RecurrentStage<G, U, B>
}

/** The same with what it carries in the network's state. */
export interface StatefulRecurrentStage<G extends Count, U extends number, B extends Tensor, K extends string> {
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, I extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ): Net<readonly [...P, RecurrentWeights<G, I, U, B>], readonly [...S, Carried<K, N, U>], A, Sequences<N, T, U>>
  readonly reversed: () => StatefulRecurrentStage<G, U, B, K>
}

/** What `env` says of the time of sequences `[N, T, …]`. */
export const courseOf = <N extends number, T extends number>(ops: Ops, { mask }: Env, [n, t]: readonly [N, T], reverse: boolean): Course<T, N> => {
  requireThat(mask === undefined || sameShape(mask.shape, [n, t]), 'mask', () =>
    `it says of ${showShape(mask?.shape ?? [])} positions whether they count, the sequences are ${showShape([n, t])}: [batch, time]`)
  const own = mask as Mask<readonly [N, T]> | undefined
  return { reverse, mask: own === undefined ? undefined : ops.transpose(own, [1, 0]) }
}

/** 0 in everything that is carried. */
const start = <K extends string, N extends number, U extends number>(ops: Ops, names: readonly K[], n: N, u: U): Carried<K, N, U> =>
  Object.fromEntries(names.map((name) => [name, ops.fill([n, u], 0)])) as Carried<K, N, U>

const nameOf = ({ kind, settings }: StageName, reverse: boolean, stateful: boolean): StageName =>
  ({ kind, settings: { ...settings, reverse, stateful } })

/** Every batch begins anew, from 0. */
export const recurrentStage = <G extends Count, U extends number, B extends Tensor, K extends string>(
  layer: RecurrentLayer<G, U, B, K>, reverse: boolean,
): RecurrentStage<G, U, B> => {
  const { units: u, carries, init, along } = layer
  return Object.assign(<P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, I extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ) => {
    requireRank(layer.kind, prev.out, ['batch', 'time', 'features'])
    const [n, t, i] = prev.out
    return withParams<P, S, A, Sequences<N, T, I>, Sequences<N, T, U>, RecurrentWeights<G, I, U, B>>(
      prev, [n, t, u], nameOf(layer, reverse, false), init(i), (ops, env) => {
        const f = along<N, T, I>(ops, courseOf(ops, env, [n, t], reverse))
        return (q, x) => {
          const [y, , back] = f(q, start(ops, carries, n, u), x)
          return [y, back]
        }
      })
  }, { reversed: () => recurrentStage(layer, !reverse) })
}

/** Every batch goes on where the one before it ended, row by row; no gradient flows from a batch to the one before it. */
export const statefulRecurrentStage = <G extends Count, U extends number, B extends Tensor, K extends string>(
  layer: RecurrentLayer<G, U, B, K>, reverse: boolean,
): StatefulRecurrentStage<G, U, B, K> => {
  const { units: u, carries, init, along } = layer
  return Object.assign(<P extends Trees, S extends Trees, A extends Tensor, N extends number, T extends number, I extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ) => {
    requireRank(layer.kind, prev.out, ['batch', 'time', 'features'])
    const [n, t, i] = prev.out
    return withState<P, S, A, Sequences<N, T, I>, Sequences<N, T, U>, RecurrentWeights<G, I, U, B>, Carried<K, N, U>>(
      prev, [n, t, u], nameOf(layer, reverse, true), (ops, key) => [init(i)(ops, key), start(ops, carries, n, u)], (ops, env) => {
        const f = along<N, T, I>(ops, courseOf(ops, env, [n, t], reverse))
        return (q, r, x) => f(q, tree.mapTensors((carried) => ops.stopGradient(carried), r), x)
      })
  }, { reversed: () => statefulRecurrentStage(layer, !reverse) })
}
