import { type Differentiable, valueAndGradients } from '../src/engines/reverse/index.ts'
import type { Trees } from '../src/net.ts'
import type { Ops } from '../src/ops.ts'
import { hostTensor, storageOf } from '../src/tensor/host.ts'
import type { Shape, Tensor } from '../src/tensor.ts'
import { boundedOf, boundOps, isLargest as boundIsLargest, type Reading } from './bound/index.ts'
import type { Case } from './case.ts'
import { perKey } from './per-key.ts'
import { floatLeaves, withLeaves } from './leaves.ts'
import { keeping } from './keeping.ts'
import { isLargest as sampledIsLargest, probableErrorOf, samplingOps } from './probable/index.ts'
import { type Outcome, outcome, quantities, type Quantity, updated } from './quantity.ts'

/** Errors, tensor by tensor, for each reading of the choices in doubt. */
export type Errors = (reading: Reading) => readonly Quantity[]

/** The smaller of two bounds, where either is a number. */
const smaller = (a: Tensor, b: Tensor): Tensor => {
  const other = storageOf('bound', b)
  const pick = (x: number, y: number): number => Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)
  return hostTensor(a.shape as Shape, 'float', Float64Array.from(storageOf('bound', a), (x, i) => pick(x, other[i] ?? NaN)))
}

/**
 * How far an f32 evaluation of a program may be from the truth, element by element: the worst case, or what errors of random
 * sign come to, whichever is smaller. In short sums the worst case is; in long ones it is empty, and the other is not.
 */
const errorsOf = (program: (engine: Differentiable) => Outcome): Errors => keeping((reading) => {
  const worst = quantities(program({ ops: boundOps(reading), isLargest: boundIsLargest(reading) }))
  const probable = quantities(program({ ops: samplingOps(reading), isLargest: sampledIsLargest(reading) }))
  return worst.map((quantity, i) => {
    const other = probable[i]?.tensor
    const error = boundedOf(quantity.tensor).error
    return { ...quantity, tensor: other === undefined ? error : smaller(error, probableErrorOf(other)) }
  })
})

/** The errors of the step as it is written: with the layers' own backward passes. */
export const errorsAsWritten: (given: Case) => Errors = perKey((given: Case) => errorsOf(({ ops }) => outcome(ops, given)))

/** The outcome of the forward pass differentiated by a tape, as TensorFlow does it. */
export const outcomeOnTape = (engine: Differentiable, given: Case): Outcome => {
  const { step, state, batch } = given
  const { ops } = engine
  const env = { key: ops.foldIn(state.key, state.step), train: true }
  const { scalar, others, gradients } = valueAndGradients({ ...engine, order: 'any' }, floatLeaves(state.params).map(({ tensor }) => tensor),
    (recording: Ops, variables: readonly Tensor[]) => {
      const [y, next] = step.net.forward(recording, env)(withLeaves(state.params, variables), state.state, batch.x)
      return { scalar: step.loss(recording, y).against(batch.labels)[0], others: floatLeaves(next).map(({ tensor }) => tensor) }
    })
  const found: Trees = withLeaves(state.params, gradients)
  return { loss: scalar, gradients: found, ...updated(ops, given, found), state: withLeaves(state.state, others) }
}

/** The errors of an evaluation that differentiates the forward pass itself. */
export const errorsOnTape: (given: Case) => Errors = perKey((given: Case) => errorsOf((engine) => outcomeOnTape(engine, given)))
