import type { Tensor } from '../../src/tensor.ts'
import { boundedOf, boundOps, type Reading } from '../bound/index.ts'
import type { SomeOptimizer } from '../case.ts'
import { keeping } from '../keeping.ts'
import type { Quantity } from '../quantity.ts'
import type { Parameters } from './gradients.ts'
import { quantitiesOf, runOf } from './run.ts'

/** How far a quantity after a step may be from what exact arithmetic gives; `undefined` for one that the run does not have. */
export type RunErrors = (reading: Reading, step: number, quantity: Quantity) => Tensor | undefined

/**
 * How far any reasonable f32 evaluation of a whole run may be from the truth, after each step: running error analysis (`boundOps`)
 * from the first update on, so what was lost in one step is carried through all that follow.
 */
export const errorsOfRun = (optimizer: SomeOptimizer, first: Parameters, gradients: readonly Parameters[]): RunErrors => {
  const reached = keeping((reading: Reading) => runOf(boundOps(reading), optimizer, first, gradients).map((one) =>
    new Map(quantitiesOf(one).map(({ kind, path, tensor }) => [`${kind} ${path}`, boundedOf(tensor).error]))))
  return (reading, step, { kind, path }) => reached(reading)[step - 1]?.get(`${kind} ${path}`)
}
