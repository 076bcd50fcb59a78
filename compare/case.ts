import type { Net, Trees } from '../src/net.ts'
import type { Loss } from '../src/losses/loss.ts'
import type { Optimizer } from '../src/optimizers/optimizer.ts'
import type { Float, Shape, Tensor, Tree } from '../src/tensor.ts'
import type { Batch, TrainState } from '../src/train/state.ts'
import type { TrainStep } from '../src/train/step.ts'

/** A training step of any network: what is compared does not depend on its types. */
export type SomeStep = TrainStep<Trees, Trees, Tensor, Float<Shape>, Tensor, Tree>
export type SomeNet = Net<Trees, Trees, Tensor, Float<Shape>>
export type SomeLoss = Loss<Float<Shape>, Tensor>
export type SomeOptimizer = Optimizer<Trees, Tree>
export type SomeState = TrainState<Trees, Trees, Tree>
export type SomeBatch = Batch<Tensor, Tensor>

/** What a witness is asked about: one step from one state on one batch. */
export interface Case {
  readonly step: SomeStep
  readonly state: SomeState
  readonly batch: SomeBatch
}

/** A step with its types forgotten. Parameters are invariant in their types, so the compiler cannot do this by itself. */
export const someStep = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>,
): SomeStep => step as object as SomeStep

/** A network with its types forgotten. */
export const someNet = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor>(net: Net<P, S, A, B>): SomeNet =>
  net as object as SomeNet

/** The same case with another network, loss and optimizer that mean the same. */
export const restated = ({ step, state, batch }: Case, net: SomeNet, loss: SomeLoss, optimizer: SomeOptimizer = step.optimizer): Case =>
  ({ step: Object.assign(step.bind(undefined), { net, loss, optimizer, program: step.program }), state, batch })
