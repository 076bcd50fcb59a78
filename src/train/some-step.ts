import type { Loss } from '../losses/loss.ts'
import type { Net, Trees } from '../net.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { Float, Shape, Tensor, Tree } from '../tensor.ts'
import type { Batch, TrainState } from './state.ts'
import type { TrainStep } from './step.ts'

/** A training step of any network: for what does not depend on its types, such as comparing it or running it. */
export type SomeStep = TrainStep<Trees, Trees, Tensor, Float<Shape>, Tensor, Tree>
export type SomeNet = Net<Trees, Trees, Tensor, Float<Shape>>
export type SomeLoss = Loss<Float<Shape>, Tensor>
export type SomeOptimizer = Optimizer<Trees, Tree>
export type SomeState = TrainState<Trees, Trees, Tree>
export type SomeBatch = Batch<Tensor, Tensor>

/** A step with its types forgotten. Parameters are invariant in their types, so the compiler cannot do this by itself. */
export const someStep = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>,
): SomeStep => step as object as SomeStep
