import { f32 } from '../engines/eager/index.ts'
import type { Loss } from '../losses/loss.ts'
import type { Net, Trees } from '../net.ts'
import { key } from '../random/key.ts'
import type { Scalar, Tensor } from '../tensor.ts'
import { checkInput, checkLabels } from './check-batch.ts'
import type { Batch } from './state.ts'

/** What a network is evaluated with; a `TrainState` has both. */
export interface Weights<P, S> {
  readonly params: P
  readonly state: S
}

/** A key for networks that are not training, where no stage draws from it. */
const unused = key(0)

/** The outputs, as in use: stages that behave otherwise in training (dropout, batch norm) do not. */
export const predict =
  <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor>(net: Net<P, S, A, B>) =>
  ({ params, state }: Weights<P, S>, x: A): B => {
    checkInput(net, x)
    return net.forward(f32, { key: unused, train: false })(params, state, x)[0]
  }

/** Loss and outputs on a batch, as in use. */
export const evaluate =
  <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor>(net: Net<P, S, A, B>, loss: Loss<B, T>) =>
  (weights: Weights<P, S>, { x, labels }: Batch<A, T>): { readonly loss: Scalar; readonly outputs: B } => {
    const outputs = predict(net)(weights, x)
    const rule = loss(f32, outputs)
    checkLabels(labels, rule.labels)
    return { loss: rule.against(labels)[0], outputs }
  }
