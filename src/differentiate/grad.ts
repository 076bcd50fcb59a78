import { misuse, requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import { showShape } from '../shape/size.ts'
import { isTensor } from '../tensor/is-tensor.ts'
import type { Scalar, Shape, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { type Program, vjp } from './vjp.ts'

/** One number to differentiate, alone or with other results behind it. */
export type ScalarFirst = Scalar | readonly [value: Scalar, ...others: readonly Tree[]]

/**
 * The value of `f` and its gradient by the first argument: `[f(at), ∂f/∂at]`. `f` gives one number, or a list that begins with
 * one, such as `[loss, outputs]`; what else it gives is handed on, and has no part in the gradient.
 *
 * What is a constant, what whole numbers get, and the slope at kinks: see `vjp`. Throws `Misuse` when `f` gives no single number.
 */
export const valueAndGrad = <At extends Tree, C extends readonly Tree[], R extends ScalarFirst>(f: Program<At, C, R>) => (ops: Ops) =>
  (at: At, ...constants: C): readonly [value: R, gradient: At] => {
    const [value, back] = vjp(f)(ops)(at, ...constants)
    return [value, back(one(ops, value))]
  }

/** The gradient of `f` by its first argument: `∂f/∂at`, of the type of that argument. See `valueAndGrad`. */
export const grad = <At extends Tree, C extends readonly Tree[], R extends ScalarFirst>(f: Program<At, C, R>) => (ops: Ops) =>
  (at: At, ...constants: C): At => valueAndGrad(f)(ops)(at, ...constants)[1]

/** 1 for the number that is differentiated, 0 for everything else. */
const one = <R extends ScalarFirst>(ops: Ops, value: R): R => {
  const [first] = tree.leaves(value)
  const path = isTensor(value) ? '' : '0'
  if (first === undefined || first.path !== path) return misuse('grad', 'the function must give one number, or a list that begins with one')
  const { shape, dtype } = first.tensor
  requireThat(dtype === 'float' && (shape as Shape).length === 0, 'grad', () =>
    `a gradient is that of one number, and the function gives ${dtype} ${showShape(shape)}`)
  return tree.map((y, at) => ops.fill(y.shape, at === path ? 1 : 0))(value)
}
