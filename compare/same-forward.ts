import { TaskEither as TE } from '../src/fp.ts'
import type { Scalar as InnerScalar, Tensor as Inner } from '@tensorflow/tfjs'
import { f32 } from '../src/engines/eager/index.ts'
import type { Tensor } from '../src/tensor.ts'
import { errorsOnTape } from './errors.ts'
import { floatLeaves, withLeaves } from './leaves.ts'
import type { Case } from './case.ts'
import { quantities, type Quantity, updated } from './quantity.ts'
import { type TensorFlow, type Tf, useCounted } from './tensorflow/index.ts'
import { fromTensorFlow, tensorFlowOps, toHost, toTensorFlow } from './tensorflow-ops/index.ts'
import { tidied } from './tidied.ts'
import type { Way } from './witness.ts'

/** Our forward pass in TensorFlow.js, differentiated by its tape, then our update rule in TensorFlow.js. */
const take = (tf: Tf, given: Case): readonly Quantity[] => tidied(tf, () => {
  const { step, state, batch } = given
  const ops = tensorFlowOps(tf)
  const env = { key: f32.foldIn(state.key, state.step), train: true }
  const leaves = floatLeaves(state.params)
  const variables = leaves.map(({ tensor }) => tf.variable(toTensorFlow(tf, tensor)))
  // Their tape refuses a loss that no variable is in, such as that of a network which stops every gradient: all are 0 then.
  const nothing = tf.variable(tf.scalar(0))
  try {
    const forward = (): readonly [loss: Inner, next: Case['state']['state']] => {
      const params = withLeaves(state.params, variables.map((variable) => fromTensorFlow(variable)))
      const [y, next] = step.net.forward(ops, env)(params, state.state, batch.x)
      return [tf.reshape(toTensorFlow(tf, step.loss(ops, y).against(batch.labels)[0]), []), next]
    }
    // Once more outside of the tape, for the network's next state.
    const [loss, next] = forward()
    const { grads } = tf.variableGrads(() => tf.add<InnerScalar>(forward()[0], nothing), [...variables, nothing])
    const gradients = withLeaves(state.params, variables.map((variable): Tensor => {
      const grad = grads[variable.name]
      return grad === undefined ? f32.fill(variable.shape, 0) : fromTensorFlow(grad)
    }))
    return quantities({ loss: fromTensorFlow(loss), gradients, ...updated(ops, given, gradients), state: next })
      .map((quantity) => ({ ...quantity, tensor: toHost(quantity.tensor) }))
  } finally {
    tf.dispose([...variables, nothing])
  }
})

/**
 * *Same forward*: our own definition of the network, run over TensorFlow.js functions and differentiated by TensorFlow's tape.
 * Works for every network and loss, and shows a wrong backward pass; a wrong forward pass is the same wrong one there.
 */
export const sameForward = (tensorFlow: TensorFlow): Way => ({
  mode: 'same forward',
  testify: (given) => TE.tryCatch(
    async () => {
      const { value: values, leaked } = await useCounted(tensorFlow, (tf) => take(tf, given))
      return { values, leaked, errors: errorsOnTape(given) }
    },
    (error) => ({ kind: 'cannot do', reason: error instanceof Error ? error.message : String(error) }),
  ),
})
