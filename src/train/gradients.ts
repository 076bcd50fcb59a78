import type { Loss } from '../losses/loss.ts'
import type { Env, Net, Trees } from '../net.ts'
import type { Ops } from '../ops.ts'
import { atPlace } from '../place.ts'
import type { Cotangent, Scalar, Tensor } from '../tensor.ts'
import { checkLabels } from './check-batch.ts'
import type { Batch } from './state.ts'

/** Everything one forward and one backward pass give. */
export interface Differentiated<P, S, A, B> {
  readonly loss: Scalar
  readonly outputs: B
  readonly gradients: P
  /** the gradient of the input; `null` where it is whole numbers */
  readonly dx: Cotangent<A>
  readonly state: S
}

/** Loss, outputs and every gradient, over any engine. A pure function: nothing that goes in is changed. */
export const differentiate =
  <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor>(net: Net<P, S, A, B>, loss: Loss<B, T>) =>
  (ops: Ops, env: Env) =>
  (params: P, state: S, { x, labels }: Batch<A, T>): Differentiated<P, S, A, B> => {
    const [outputs, nextState, back] = net.forward(ops, env)(params, state, x)
    const rule = atPlace(ops, 'loss', () => loss(ops, outputs))
    checkLabels(labels, rule, outputs)
    const [value, dy] = atPlace(ops, 'loss', () => {
      const [value, backLoss] = rule.against(labels)
      return [value, backLoss(ops.fill([], 1))] as const
    })
    const [gradients, dx] = back(dy)
    return { loss: value, outputs, gradients, dx, state: nextState }
  }
