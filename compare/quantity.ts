import type { Ops } from '../src/ops.ts'
import type { Trees } from '../src/net.ts'
import type { Scalar, Tensor, Tree } from '../src/tensor.ts'
import { differentiate } from '../src/train/gradients.ts'
import * as tree from '../src/tree.ts'
import type { Case } from './case.ts'

/** `weight`: a parameter after the update; `slot`: the optimizer's; `state`: the network's running statistics. */
export type QuantityKind = 'loss' | 'gradient' | 'weight' | 'slot' | 'state'

/** One tensor of what a step gives, named by its path in the tree. */
export interface Quantity {
  readonly kind: QuantityKind
  /** such as `0.w`; empty for the loss */
  readonly path: string
  readonly tensor: Tensor
}

/** The outcome of one step in trees. */
export interface Outcome {
  readonly loss: Scalar
  readonly gradients: Trees
  readonly weights: Trees
  readonly slots: Tree
  readonly state: Trees
}

const floats = (kind: QuantityKind, t: Tree): readonly Quantity[] =>
  tree.leaves(t).filter(({ tensor }) => tensor.dtype === 'float').map(({ path, tensor }) => ({ kind, path, tensor }))

/** The real numbers of an outcome, in the order of reports. Whole numbers are exact and not compared. */
export const quantities = ({ loss, gradients, weights, slots, state }: Outcome): readonly Quantity[] => [
  { kind: 'loss', path: '', tensor: loss },
  ...floats('gradient', gradients),
  ...floats('weight', weights),
  ...floats('slot', slots),
  ...floats('state', state),
]

/** The update that the step's optimizer makes of these gradients. */
export const updated = (ops: Ops, { step, state }: Case, gradients: Trees): Pick<Outcome, 'weights' | 'slots'> => {
  const [updates, slots] = step.optimizer(ops, state.params).update(gradients, state.slots)
  return { weights: tree.zip((p, u) => ops.add(p, u))(state.params, updates), slots }
}

/** The whole step over any engine, with its gradients: forward, the layers' own backward, update. */
export const outcome = (ops: Ops, given: Case): Outcome => {
  const { step, state, batch } = given
  const env = { key: ops.foldIn(state.key, state.step), train: true }
  const passed = differentiate(step.net, step.loss)(ops, env)(state.params, state.state, batch)
  return { loss: passed.loss, gradients: passed.gradients, ...updated(ops, given, passed.gradients), state: passed.state }
}
