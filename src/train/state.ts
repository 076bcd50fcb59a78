import { f32 } from '../engines/eager/index.ts'
import type { Ops } from '../ops.ts'
import { foldIn } from '../random/key.ts'
import type { Ids, Key, Scalar, Tensor, Tree } from '../tensor.ts'
import type { Net, Trees } from '../net.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'

/** Everything a run carries from step to step: parameters, network state, optimizer slots, the key and the step's number. */
export type TrainState<P extends Trees, S extends Trees, O extends Tree> = {
  readonly params: P
  readonly state: S
  readonly slots: O
  readonly key: Key
  readonly step: Ids<readonly []>
}

/** One batch: inputs and labels. */
export type Batch<A extends Tensor, T extends Tensor> = { readonly x: A; readonly labels: T }

/** What a step reports. */
export type Metrics = { readonly loss: Scalar }

/** What a state is made of: a network and an optimizer. A training step has both. */
export interface Trainable<P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, O extends Tree> {
  readonly net: Net<P, S, A, B>
  readonly optimizer: Optimizer<P, O>
}

/**
 * The first state, from a key: parameters are drawn from child 0 of the key, and the steps' randomness from child 1.
 * The same key gives the same bits everywhere.
 */
export const initialize = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, O extends Tree>(
  { net, optimizer }: Trainable<P, S, A, B, O>, key: Key,
): TrainState<P, S, O> => {
  const [params, state] = net.init(f32, foldIn(key, 0))
  return stateFrom(f32, optimizer, params, state, foldIn(key, 1))
}

/** The first state from given parameters, such as published ones. */
export const stateFrom = <P extends Trees, const S extends Trees, O extends Tree>(
  ops: Ops, optimizer: Optimizer<P, O>, params: P, state: S, key: Key,
): TrainState<P, S, O> => ({ params, state, slots: optimizer(ops, params).init(), key, step: ops.cast(ops.fill([], 0), 'i32') })
