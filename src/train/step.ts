import { f32 } from '../engines/eager/index.ts'
import type { Loss } from '../losses/loss.ts'
import type { Net, Trees } from '../net.ts'
import type { Ops } from '../ops.ts'
import { atPlace } from '../place.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { Tensor, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { checkInput } from './check-batch.ts'
import { differentiate } from './gradients.ts'
import type { Batch, Metrics, TrainState } from './state.ts'

/** One step as a program over any engine. */
export type StepProgram<P extends Trees, S extends Trees, O extends Tree, A extends Tensor, T extends Tensor> =
  (ops: Ops) => (state: TrainState<P, S, O>, batch: Batch<A, T>) => readonly [next: TrainState<P, S, O>, metrics: Metrics]

/** A training step: call it to take one; read `net`, `loss`, `optimizer` and `program` to do something else with it. */
export interface TrainStep<
  P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree,
> {
  (state: TrainState<P, S, O>, batch: Batch<A, T>): readonly [next: TrainState<P, S, O>, metrics: Metrics]
  readonly net: Net<P, S, A, B>
  readonly loss: Loss<B, T>
  readonly optimizer: Optimizer<P, O>
  readonly program: StepProgram<P, S, O, A, T>
}

/**
 * A network, a loss and an optimizer as one pure function `(state, batch) → [state, metrics]`: forward, backward, update.
 * It returns new weights and changes nothing, so old states stay valid. Step n draws its randomness from `foldIn(key, n)`.
 *
 * Throws `Misuse` for a batch of another shape than the network's input, or labels outside the loss's rule.
 */
export const trainStep = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  net: Net<P, S, A, B>, loss: Loss<B, T>, optimizer: Optimizer<P, O>,
): TrainStep<P, S, A, B, T, O> => {
  const derivative = differentiate(net, loss)
  const program: StepProgram<P, S, O, A, T> = (ops) => ({ params, state, slots, key, step }, batch) => {
    const passed = derivative(ops, { key: ops.foldIn(key, step), train: true })(params, state, batch)
    const [next, nextSlots] = atPlace(ops, 'optimizer', () => {
      const [updates, nextSlots] = optimizer(ops, params).update(passed.gradients, slots)
      return [tree.zip((p, u) => ops.add(p, u))(params, updates), nextSlots] as const
    })
    return [
      { params: next, state: passed.state, slots: nextSlots, key, step: ops.add(step, ops.cast(ops.fill([], 1), 'i32')) },
      { loss: passed.loss },
    ]
  }
  const run = program(f32)
  return Object.assign((state: TrainState<P, S, O>, batch: Batch<A, T>) => {
    checkInput('step', net, batch.x)
    return run(state, batch)
  }, { net, loss, optimizer, program })
}
