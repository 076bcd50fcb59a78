import { requireThat } from '../../misuse.ts'
import { sameShape, showShape } from '../../shape/size.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import type { UntypedOps } from '../untyped.ts'
import { wrapping } from '../wrapped-tensor.ts'

/** Pairs of a value and its tangent, both of the engine below. Other pairs, of another derivative, are constants here. */
export interface Duals {
  /** the pair; the value alone where there is no tangent, or no real numbers */
  readonly dual: (value: Tensor, tangent: Tensor | undefined) => Tensor
  readonly valueOf: (tensor: Tensor) => Tensor
  /** `undefined` for a constant */
  readonly tangentOf: (tensor: Tensor) => Tensor | undefined
  /** 0 for a constant */
  readonly tangentOrZero: (tensor: Tensor) => Tensor
  /** the sum of the tangents that are there */
  readonly total: (a: Tensor | undefined, b: Tensor | undefined) => Tensor | undefined
}

export const dualsOver = (o: UntypedOps): Duals => {
  const { wrap, innerOf: valueOf, besideOf: tangentOf } = wrapping<Tensor>('dual')
  return {
    valueOf,
    tangentOf,
    tangentOrZero: (x) => tangentOf(x) ?? o.fill(x.shape as Shape, 0),
    dual: (value, tangent) => {
      if (tangent === undefined || value.dtype !== 'float') return value
      requireThat(tangent.dtype === 'float' && sameShape(value.shape, tangent.shape), 'jvp', () =>
        `a tangent ${tangent.dtype} ${showShape(tangent.shape)} was given for a value float ${showShape(value.shape)}`)
      return wrap(value, tangent)
    },
    total: (a, b) => a === undefined ? b : b === undefined ? a : o.add(a, b),
  }
}
