import type { Net, Trees } from '../src/net.ts'
import type { Tensor } from '../src/tensor.ts'
import type { SomeBatch, SomeLoss, SomeNet, SomeOptimizer, SomeState, SomeStep } from '../src/train/some-step.ts'

export { type SomeBatch, type SomeLoss, type SomeNet, type SomeOptimizer, type SomeState, type SomeStep, someStep } from '../src/train/some-step.ts'

/** What a witness is asked about: one step from one state on one batch. */
export interface Case {
  readonly step: SomeStep
  readonly state: SomeState
  readonly batch: SomeBatch
}

/** A network with its types forgotten. */
export const someNet = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor>(net: Net<P, S, A, B>): SomeNet =>
  net as object as SomeNet

/** The same case with another network, loss and optimizer that mean the same. */
export const restated = ({ step, state, batch }: Case, net: SomeNet, loss: SomeLoss, optimizer: SomeOptimizer = step.optimizer): Case =>
  ({ step: Object.assign(step.bind(undefined), { net, loss, optimizer, program: step.program }), state, batch })
