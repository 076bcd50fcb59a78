import type { Ops } from '../ops.ts'
import type { Float, Scalar, Shape, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

const sumOfSquares = <S extends Shape>(ops: Ops, x: Float<S>): Scalar => ops.sumAll(ops.mul(x, x))

/** The Euclidean norm of one tensor: √Σ x². Above 1.8e19 a square overflows in f32, and the norm is infinite. */
export const norm = <S extends Shape>(ops: Ops, x: Float<S>): Scalar => ops.sqrt(sumOfSquares(ops, x))

/**
 * The Euclidean norm of all real numbers of a tree together: √Σ x², each tensor's sum by itself, then those sums upward in the order
 * of the paths as text; 0 for a tree without any.
 */
export const globalNorm = (ops: Ops, of: Tree): Scalar =>
  ops.sqrt(tree.byPath(of).filter(({ tensor }) => tensor.dtype === 'float')
    .reduce<Scalar>((sum, { tensor }) => ops.add(sum, sumOfSquares(ops, tensor)), ops.fill([], 0)))

/** What to multiply with so that `length` becomes at most `max`: max / max(length, max), which is 1 exactly when nothing is to be done. */
export const shortening = (ops: Ops, length: Scalar, max: number): Scalar => {
  const limit = ops.fill([], max)
  return ops.div(limit, ops.maximum(length, limit))
}
