import { scanInSteps } from '../../src/engines/scan-in-steps.ts'
import type { Ops } from '../../src/ops.ts'
import type { DType, Shape, Tensor } from '../../src/tensor.ts'
import { untyped } from '../untyped.ts'
import { functionRules } from './function-rules.ts'
import { gradientsOf } from './gradients-of.ts'
import { type IsLargest, layoutRules } from './layout-rules.ts'
import { innerOf, variable } from './recorded-tensor.ts'

export type { IsLargest } from './layout-rules.ts'

/** An engine that also says which elements are the largest of theirs. */
export interface Differentiable {
  readonly ops: Ops
  readonly isLargest?: IsLargest
}

const equalToLargest = (ops: Ops): IsLargest => (x, axes) => {
  const o = untyped(ops)
  return o.equal(x, o.broadcast(o.max(x, axes), x.shape as Shape, axes))
}

/** The vocabulary, recording: each operation with the way back through it. Whole numbers, bits and masks pass unrecorded. */
const recording = (ops: Ops, isLargest: IsLargest): Ops => {
  const o = untyped(ops)
  const rules = { ...functionRules(o), ...layoutRules(o, isLargest) }
  const whenReal = (rule: (a: Tensor, b: Tensor) => Tensor, whole: (a: Tensor, b: Tensor) => Tensor) => (a: Tensor, b: Tensor): Tensor =>
    a.dtype === 'float' ? rule(a, b) : whole(innerOf(a), innerOf(b))
  return {
    ...ops,
    ...rules,
    add: whenReal(rules.add, o.add),
    sub: whenReal(rules.sub, o.sub),
    mul: whenReal(rules.mul, o.mul),
    maximum: whenReal(rules.maximum, o.maximum),
    minimum: whenReal(rules.minimum, o.minimum),
    // No derivative, or 0 almost everywhere: what comes out is a constant.
    floor: (x) => o.floor(innerOf(x)),
    erfinv: (x) => o.erfinv(innerOf(x)),
    less: (a, b) => o.less(innerOf(a), innerOf(b)),
    lessEqual: (a, b) => o.lessEqual(innerOf(a), innerOf(b)),
    equal: (a, b) => o.equal(innerOf(a), innerOf(b)),
    cast: (x, dtype): Tensor => {
      const [from, to]: readonly [DType, DType] = [x.dtype, dtype]
      return from === to ? x : o.cast(innerOf(x), to)
    },
    argmax: (x, axis) => o.argmax(innerOf(x), axis),
    scan: scanInSteps(rules),
    stopGradient: (x): Tensor => innerOf(x),
    note: (_label, x) => x,
  }
}

/**
 * Reverse-mode differentiation over any engine: the value of a program and its gradients with respect to `variables`, by the
 * chain rule over the vocabulary's primitives alone. No backward pass that a layer wrote is used. The rules do the arithmetic
 * of TensorFlow.js's own gradients, so over the bound engine this gives the bound of what TensorFlow's tape computes.
 */
export const valueAndGradients = (
  { ops, isLargest = equalToLargest(ops) }: Differentiable, variables: readonly Tensor[],
  program: (ops: Ops, variables: readonly Tensor[]) => { readonly scalar: Tensor; readonly others: readonly Tensor[] },
): { readonly scalar: Tensor; readonly others: readonly Tensor[]; readonly gradients: readonly Tensor[] } => {
  const tracked = variables.map((v) => v.dtype === 'float' ? variable(v) : v)
  const { scalar, others } = program(recording(ops, isLargest), tracked)
  return { scalar: innerOf(scalar), others: others.map(innerOf), gradients: gradientsOf(untyped(ops), scalar, tracked) }
}
