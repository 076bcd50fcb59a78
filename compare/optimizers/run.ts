import type { Trees } from '../../src/net.ts'
import type { Ops } from '../../src/ops.ts'
import type { Tree } from '../../src/tensor.ts'
import * as tree from '../../src/tree.ts'
import type { SomeOptimizer } from '../case.ts'
import type { Quantity, QuantityKind } from '../quantity.ts'
import type { Parameters } from './gradients.ts'

/** What a run has come to after a step. */
export interface Reached {
  readonly params: Trees
  readonly slots: Tree
}

const floats = (kind: QuantityKind, of: Tree): readonly Quantity[] =>
  tree.leaves(of).filter(({ tensor }) => tensor.dtype === 'float').map(({ path, tensor }) => ({ kind, path, tensor }))

/** The weights and slots of one step as a list, weights first. */
export const quantitiesOf = ({ params, slots }: Reached): readonly Quantity[] => [...floats('weight', params), ...floats('slot', slots)]

/** An optimizer going on by itself over any engine: what it has come to after each step. */
export const runOf = (ops: Ops, optimizer: SomeOptimizer, first: Parameters, gradients: readonly Parameters[]): readonly Reached[] => {
  const begin: Reached = { params: first, slots: optimizer(ops, first).init() }
  return gradients.reduce<readonly Reached[]>((reached, g) => {
    const { params, slots } = reached[reached.length - 1] ?? begin
    const [updates, next] = optimizer(ops, params).update(g, slots)
    return [...reached, { params: tree.zip((p, u) => ops.add(p, u))(params, updates), slots: next }]
  }, [])
}
