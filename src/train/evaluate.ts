import { f32 } from '../engines/eager/index.ts'
import type { Loss } from '../losses/loss.ts'
import type { Net, Trees } from '../net.ts'
import type { Ops } from '../ops.ts'
import { atPlace } from '../place.ts'
import { key } from '../random/key.ts'
import type { Scalar, Tensor } from '../tensor.ts'
import { checkInput, checkLabels } from './check-batch.ts'
import type { Batch } from './state.ts'

/** What a network is evaluated with; a `TrainState` has both. */
export type Weights<P, S> = {
  readonly params: P
  readonly state: S
}

/** A key for networks that are not training, where no stage draws from it. */
const unused = key(0)

/** The outputs, as in use: stages that behave otherwise in training (dropout, batch norm) do not. The engine is f32 when left out. */
export const predict =
  <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor>(net: Net<P, S, A, B>, ops: Ops = f32) =>
  ({ params, state }: Weights<P, S>, x: A): B => {
    checkInput('predict', net, x)
    return net.forward(ops, { key: unused, train: false })(params, state, x)[0]
  }

/** Loss and outputs on a batch, as in use. */
export const evaluate =
  <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor>(
    net: Net<P, S, A, B>, loss: Loss<B, T>, ops: Ops = f32,
  ) =>
  (weights: Weights<P, S>, { x, labels }: Batch<A, T>): { readonly loss: Scalar; readonly outputs: B } => {
    const outputs = predict(net, ops)(weights, x)
    const rule = atPlace(ops, 'loss', () => loss(ops, outputs))
    checkLabels(labels, rule, outputs)
    return { loss: atPlace(ops, 'loss', () => rule.against(labels)[0]), outputs }
  }
