import type { Ops } from '../../ops.ts'
import type { DType, Tensor } from '../../tensor.ts'
import { untyped } from '../untyped.ts'
import { dualsOver } from './dual.ts'
import { forwardRules } from './rules.ts'
import { scanRule } from './scan-rule.ts'

/** The vocabulary over pairs of a value and its tangent. */
export interface Forward {
  readonly ops: Ops
  /** a value with its tangent; whole numbers, bits and masks have none and stay as they are */
  readonly dual: (value: Tensor, tangent: Tensor) => Tensor
  /** the tensor of the engine below */
  readonly valueOf: (tensor: Tensor) => Tensor
  /** the derivative along the tangents that went in; 0 for a constant */
  readonly tangentOf: (tensor: Tensor) => Tensor
}

/**
 * Forward-mode differentiation over any engine: beside each value goes its derivative along one direction, by the same slopes as in
 * reverse mode. A constant carries no tangent, so nothing is computed for it.
 *
 * Comparisons, `argmax`, `floor` and `cast` to another kind give constants: their derivative is 0 wherever they have one.
 */
export const forwardOver = (ops: Ops): Forward => {
  const o = untyped(ops)
  const duals = dualsOver(o)
  const { dual, valueOf, tangentOf, tangentOrZero } = duals
  const rules = forwardRules(o, duals)
  const forward: Ops = {
    ...ops,
    ...rules,
    floor: (x) => o.floor(valueOf(x)),
    less: (a, b) => o.less(valueOf(a), valueOf(b)),
    lessEqual: (a, b) => o.lessEqual(valueOf(a), valueOf(b)),
    equal: (a, b) => o.equal(valueOf(a), valueOf(b)),
    cast: (x, dtype): Tensor => {
      const [from, to]: readonly [DType, DType] = [x.dtype, dtype]
      return from === to ? x : o.cast(valueOf(x), to)
    },
    argmax: (x, axis) => o.argmax(valueOf(x), axis),
    scan: scanRule(o, duals, rules),
    stopGradient: (x): Tensor => o.stopGradient(valueOf(x)),
    note: (label, x, formula) => dual(o.note(label, valueOf(x), formula), tangentOf(x)),
  }
  return { ops: forward, dual, valueOf, tangentOf: tangentOrZero }
}
