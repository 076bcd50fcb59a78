import type { Ops } from '../../ops.ts'
import { toFlat } from '../../tensor/read.ts'
import type { Tensor } from '../../tensor.ts'

/**
 * The same engine, telling the outcome of every choice that depends on data: which of two is larger, which side of 0, which
 * whole number. Two points with the same outcomes lie on one smooth piece of the function; where outcomes differ, a kink
 * may lie between them.
 */
export const choices = (ops: Ops, tell: (outcome: readonly number[]) => void): Ops => {
  const told = <T extends Tensor>(x: T): T => {
    tell(toFlat(x))
    return x
  }
  /** −1, 0 or 1 an element: which of two is larger */
  const order = (a: Tensor, b: Tensor): void => {
    told(ops.less(a, b))
    told(ops.less(b, a))
  }
  return {
    ...ops,
    abs: (x) => {
      order(x, ops.fill(x.shape, 0))
      return ops.abs(x)
    },
    floor: (x) => told(ops.floor(x)),
    maximum: (a, b) => {
      order(a, b)
      return ops.maximum(a, b)
    },
    minimum: (a, b) => {
      order(a, b)
      return ops.minimum(a, b)
    },
    less: (a, b) => told(ops.less(a, b)),
    lessEqual: (a, b) => told(ops.lessEqual(a, b)),
    equal: (a, b) => told(ops.equal(a, b)),
    max: (x, axes) => {
      const largest = ops.max(x, axes)
      told(ops.equal(x, ops.broadcast(largest, x.shape, axes)))
      return largest
    },
    argmax: (x, axis) => told(ops.argmax(x, axis)),
    cast: (x, dtype) => x.dtype === 'float' ? told(ops.cast(x, dtype)) : ops.cast(x, dtype),
  }
}
