import type { Ops } from '../../ops.ts'
import type { DType, Shape, Tensor } from '../../tensor.ts'
import { scanInSteps } from '../scan-in-steps.ts'
import { equalToLargest, type IsLargest } from '../slopes.ts'
import { untyped } from '../untyped.ts'
import { functionRules } from './function-rules.ts'
import { layoutRules } from './layout-rules.ts'
import { recorders } from './record.ts'
import { scanRule } from './scan-rule.ts'
import { tapeOver } from './tape.ts'

export type { IsLargest } from '../slopes.ts'

/** An engine, and what its derivatives shall do where they have a choice. */
export interface Differentiable {
  readonly ops: Ops
  /** which elements are the largest of theirs; those equal to the largest when left out */
  readonly isLargest?: IsLargest
  /**
   * `one` when left out: what comes back to a tensor on several ways is added one after another, and a scan goes back as a scan.
   * `any`: it is added by one `sum`, and a scan is taken step by step, so that a bound on errors holds for every order.
   */
  readonly order?: 'one' | 'any'
}

/** The vocabulary with the way back through each operation written down. */
export interface Recording {
  readonly ops: Ops
  /** a tensor to which gradients are wanted; whole numbers, bits and masks have none and stay as they are */
  readonly variable: (inner: Tensor) => Tensor
  /** the tensor of the engine below */
  readonly innerOf: (tensor: Tensor) => Tensor
  /** from cotangents of `ys` (where there is one) to those of `variables`: 0 for one that no y depends on */
  readonly back: (ys: readonly Tensor[], dys: readonly (Tensor | undefined)[], variables: readonly Tensor[]) => readonly Tensor[]
}

/**
 * Reverse-mode differentiation over any engine, by the chain rule over the vocabulary's primitives alone. No backward pass that a
 * layer wrote is used. The rules do the arithmetic of TensorFlow.js's own gradients, so over the bound engine this gives the
 * bound of what TensorFlow's tape computes.
 *
 * Comparisons, `argmax`, `floor` and `cast` to another kind give constants: their derivative is 0 wherever they have one.
 * What has no single slope (|x| at 0, equals in `maximum`, `minimum` and `max`) is said in `slopes.ts`.
 */
export const recordingOver = ({ ops, isLargest, order = 'one' }: Differentiable): Recording => {
  const o = untyped(ops)
  const tape = tapeOver(o, order === 'one' ? 'upward' : 'one sum')
  const { innerOf, originOf, variable, like } = tape
  const record = recorders(tape)
  const rules = { ...functionRules(o, record), ...layoutRules(o, record, isLargest ?? equalToLargest(o)) }
  const recording: Ops = {
    ...ops,
    ...rules,
    floor: (x) => o.floor(innerOf(x)),
    less: (a, b) => o.less(innerOf(a), innerOf(b)),
    lessEqual: (a, b) => o.lessEqual(innerOf(a), innerOf(b)),
    equal: (a, b) => o.equal(innerOf(a), innerOf(b)),
    cast: (x, dtype): Tensor => {
      const [from, to]: readonly [DType, DType] = [x.dtype, dtype]
      return from === to ? x : o.cast(innerOf(x), to)
    },
    argmax: (x, axis) => o.argmax(innerOf(x), axis),
    scan: order === 'one' ? scanRule(o, tape) : scanInSteps(rules),
    stopGradient: (x): Tensor => o.stopGradient(innerOf(x)),
    note: (label, x, formula) => like(x, o.note(label, innerOf(x), formula)),
  }
  return {
    ops: recording,
    variable,
    innerOf,
    back: (ys, dys, variables) => {
      const found = tape.back(tape.arrivals(ys, dys), 0)
      return variables.map((v) => {
        const origin = originOf(v)
        return (origin === undefined ? undefined : found(origin)) ?? o.fill(v.shape as Shape, 0)
      })
    },
  }
}

/** The value of a program and its gradients with respect to `variables`. */
export const valueAndGradients = (
  engine: Differentiable, variables: readonly Tensor[],
  program: (ops: Ops, variables: readonly Tensor[]) => { readonly scalar: Tensor; readonly others: readonly Tensor[] },
): { readonly scalar: Tensor; readonly others: readonly Tensor[]; readonly gradients: readonly Tensor[] } => {
  const { ops, variable, innerOf, back } = recordingOver(engine)
  const tracked = variables.map(variable)
  const { scalar, others } = program(ops, tracked)
  return { scalar: innerOf(scalar), others: others.map(innerOf), gradients: back([scalar], [engine.ops.fill([], 1)], tracked) }
}
