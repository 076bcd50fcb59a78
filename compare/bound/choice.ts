import { f64 } from '../untyped.ts'
import type { Ops } from '../../src/ops.ts'
import type { DType, Shape, Tensor } from '../../src/tensor.ts'
import { bounded, type Bounded, boundedOf, certain } from './bounded-tensor.ts'

/**
 * What becomes of a comparison whose operands' intervals overlap, so that two right evaluations may answer it differently.
 * `chosen`: everybody is taken to answer as exact arithmetic does. `either`: both answers are followed, and the error is the
 * distance to the farther one. A difference that only `either` covers comes from a kink.
 */
export type Reading = 'chosen' | 'either'

type Choice = Pick<Ops, 'less' | 'lessEqual' | 'equal' | 'not' | 'and' | 'or' | 'select' | 'cast'>

const filled = (x: Tensor, value: number): Tensor => f64.fill(x.shape as Shape, value)

/** Comparisons and what is decided by them. */
export const choice = (reading: Reading): Choice => {
  const doubt = (mask: Tensor): Tensor => reading === 'either' ? mask : certain(mask.shape)

  /** a and b may stand in the other order: |a − b| ≤ ea + eb, with at least one of them inexact */
  const overlap = (a: Bounded, b: Bounded): Tensor => {
    const reach = f64.add(a.error, b.error)
    return f64.and(f64.less(filled(reach, 0), reach), f64.lessEqual(f64.abs(f64.sub(a.value, b.value)), reach))
  }
  const comparison = (f: (a: Tensor, b: Tensor) => Tensor) => (x: Tensor, y: Tensor): Tensor => {
    const [a, b] = [boundedOf(x), boundedOf(y)]
    return bounded(f(a.value, b.value), doubt(x.dtype === 'float' ? overlap(a, b) : f64.or(a.error, b.error)))
  }
  const logical = (f: (a: Tensor, b: Tensor) => Tensor) => (x: Tensor, y: Tensor): Tensor => {
    const [a, b] = [boundedOf(x), boundedOf(y)]
    return bounded(f(a.value, b.value), f64.or(a.error, b.error))
  }

  /** The error of what is chosen; where the choice is in doubt, at least the way to the other side's far end. */
  const select = (mask: Tensor, x: Tensor, y: Tensor): Tensor => {
    const [m, a, b] = [boundedOf(mask), boundedOf(x), boundedOf(y)]
    const [value, error] = [f64.select(m.value, a.value, b.value), f64.select(m.value, a.error, b.error)]
    if (x.dtype !== 'float') return bounded(value, f64.or(m.error, error))
    const other = f64.add(f64.abs(f64.sub(a.value, b.value)), f64.select(m.value, b.error, a.error))
    return bounded(value, f64.select(m.error, f64.maximum(error, other), error))
  }

  const cast = (x: Tensor, dtype: DType): Tensor => {
    const { value, error } = boundedOf(x)
    if (x.dtype === dtype) return x
    const to = f64.cast(value, dtype)
    if (x.dtype === 'float') {
      const ends = [f64.cast(f64.sub(value, error), dtype), f64.cast(f64.add(value, error), dtype)] as const
      const differs = (end: Tensor): Tensor => f64.not(f64.equal(f64.cast(end, 'float'), f64.cast(to, 'float')))
      const zero = filled(value, 0)
      const inDoubt = dtype === 'bool'
        ? f64.and(f64.less(zero, error), f64.lessEqual(f64.abs(value), error))
        : f64.or(differs(ends[0]), differs(ends[1]))
      return bounded(to, doubt(inDoubt))
    }
    // A mask in doubt is off by 1; a whole number in doubt may be any.
    if (dtype === 'float') return bounded(to, f64.select(error, filled(to, x.dtype === 'bool' ? 1 : Infinity), filled(to, 0)))
    return bounded(to, error)
  }

  return {
    less: comparison(f64.less),
    lessEqual: comparison(f64.lessEqual),
    equal: comparison(f64.equal),
    not: (mask) => {
      const { value, error } = boundedOf(mask)
      return bounded(f64.not(value), error)
    },
    and: logical(f64.and),
    or: logical(f64.or),
    select,
    cast,
  }
}
