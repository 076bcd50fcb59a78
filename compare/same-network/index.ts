import { TaskEither as TE } from '../../src/fp.ts'
import type { Optimizer, Scalar as InnerScalar, Tensor as Inner, Variable } from '@tensorflow/tfjs'
import { f32 } from '../../src/engines/eager/index.ts'
import type { Trees } from '../../src/net.ts'
import { item } from '../../src/tensor/read.ts'
import type { Shape } from '../../src/tensor.ts'
import * as tree from '../../src/tree.ts'
import { errorsAsWritten } from '../errors.ts'
import { type Case, restated } from '../case.ts'
import { type Described, described } from '../described.ts'
import { faultsOfLoss } from '../faults.ts'
import { floatLeaves } from '../leaves.ts'
import { perKey } from '../per-key.ts'
import { type Outcome, quantities, type Quantity } from '../quantity.ts'
import { type TensorFlow, type Tf, useCounted } from '../tensorflow/index.ts'
import { read, toTensorFlow } from '../tensorflow-ops/index.ts'
import { tidied } from '../tidied.ts'
import type { Settings } from './optimizers.ts'
import { loadSlots, readSlots } from './slots.ts'
import type { Way } from '../witness.ts'
import {
  arithmeticOf, batched, buildModel, lossOf, missing, missingOptimizer, placed, type Placed, rowOfLoss, rowOfOptimizer, type Tables,
} from './build.ts'

export { type Tables, tables } from './build.ts'
export type { LossRow } from './losses.ts'
export type { OptimizerRow, Settings, SlotNames } from './optimizers.ts'
export type { Block, Blocks, Grown, Held, Holder, StageRow } from './stages/index.ts'

/** A tree of ours, with a tensor of theirs at every path; `missing` where they have none. */
const atPaths = (ours: Trees, weights: readonly Placed[], missing: number, f: (variable: Variable) => Inner | undefined): Trees =>
  tree.mapTensors((x, path) => {
    const inner = weights.find((weight) => weight.path === path)
    const tensor = inner === undefined ? undefined : f(inner.variable)
    return x.dtype !== 'float' ? x : tensor === undefined ? f32.fill(x.shape as Shape, missing) : read(tensor)
  }, ours)

/** Copies our numbers into theirs. */
const load = (tf: Tf, weights: readonly Placed[], ours: Trees): void => {
  weights.forEach(({ path, variable }) => { variable.assign(toTensorFlow(tf, tree.leafAt(ours, path))) })
}

/** Weights in the order of our parameters. */
const inOrderOf = (params: Trees, weights: readonly Placed[]): readonly Placed[] =>
  floatLeaves(params).flatMap(({ path }) => weights.filter((weight) => weight.path === path))

type Taken = Omit<Outcome, 'slots'>

/** One step of the model: our weights and our state in, their loss, gradients, new weights and new state out. */
const take = (tf: Tf, rows: Tables, given: Described, optimizer: Optimizer): Taken => tidied(tf, () => {
  const { step, state, batch } = given
  const { model, held, state: kept } = buildModel(tf, rows, step.net, f32.foldIn(state.key, state.step))
  try {
    const [weights, running] = [inOrderOf(state.params, placed(tf, held)), placed(tf, kept, 'nonTrainableWeights')]
    load(tf, weights, state.params)
    load(tf, running, state.state)
    const [x, t] = [tf.reshape(toTensorFlow(tf, batch.x), batched(batch.x.shape as Shape)), toTensorFlow(tf, batch.labels)]
    // Applied to one tensor, a model with one output gives one tensor.
    const outputs = (): Inner => tf.reshape(model.apply(x, { training: true }) as Inner, [...step.net.out])
    const loss = (): InnerScalar => lossOf(tf, rows, given, outputs(), t)
    const trained = weights.filter(({ frozen }) => !frozen)
    const { value, grads } = trained.length === 0
      ? { value: loss(), grads: {} }
      : tf.variableGrads(loss, trained.map(({ variable }) => variable))
    const gradients = atPaths(state.params, weights, 0, ({ name }) => grads[name])
    optimizer.applyGradients(weights.map(({ variable }) => ({ name: variable.name, tensor: grads[variable.name] ?? tf.zerosLike(variable) })))
    return {
      loss: read(value),
      gradients,
      weights: atPaths(state.params, weights, 0, (variable) => variable),
      // A layer of theirs moves its state while it runs. What has none there is NaN, which agrees with nothing.
      state: atPaths(state.state, running, NaN, (variable) => variable),
    }
  } finally {
    model.dispose()
  }
})

/** The settings of an optimizer, with the learning rate of this update where it is a schedule: theirs has numbers only. */
const settingsNow = ({ step, state, settings }: Described): Settings => {
  const { schedule } = step.optimizer(f32, state.params)
  return schedule === undefined ? settings : { ...settings, learningRate: schedule(item(tree.leafAt(state.slots, 'count'))) }
}

/** The step between slots: ours are copied in, theirs are read out. */
const testimony = async (tf: Tf, rows: Tables, given: Described): Promise<readonly Quantity[]> => {
  const { state, optimizerKind } = given
  const row = rowOfOptimizer(rows, optimizerKind)
  const optimizer = row.build(tf, settingsNow(given))
  try {
    await loadSlots(tf, row, optimizer, state)
    const taken = take(tf, rows, given, optimizer)
    return quantities({ ...taken, slots: await readSlots(row, optimizer, state) })
  } finally {
    optimizer.dispose()
  }
}

/**
 * *Same network*: the network built apart with tf.layers, tf.losses and tf.train from its description, as a TensorFlow.js user
 * would write it, with our weights copied in. Nothing of our forward or backward pass is used, so a wrong forward shows too.
 */
export const sameNetwork = (rows: Tables): ((tensorFlow: TensorFlow) => Way) => {
  const errorsOf = perKey((given: Case) => {
    const one = described(given)
    const { step, lossKind, lossSettings, optimizerKind } = one
    const optimizer = rowOfOptimizer(rows, optimizerKind).arithmetic?.(settingsNow(one))
    return errorsAsWritten(restated(given, arithmeticOf(rows, step.net), rowOfLoss(rows, lossKind, lossSettings).arithmetic, optimizer))
  })
  return (tensorFlow) => ({
    mode: 'same network',
    faults: (given) => faultsOfLoss(described(given).lossKind, given),
    testify: (given) => {
      const one = described(given)
      const refusal = missing(rows, one)
      return refusal !== undefined ? TE.left(refusal) : TE.tryCatch(
        async () => {
          const { value, leaked } = await useCounted(tensorFlow, (tf) => testimony(tf, rows, one))
          const without = missingOptimizer(rows, one)
          return without === undefined
            ? { values: value, leaked, errors: errorsOf(given) }
            : { values: value.filter(({ kind }) => kind === 'loss' || kind === 'gradient'), without, leaked, errors: errorsOf(given) }
        },
        (error) => ({ kind: 'cannot do', reason: error instanceof Error ? error.message : String(error) }),
      )
    },
  })
}
