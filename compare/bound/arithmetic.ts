import { f64 } from '../untyped.ts'
import type { Ops } from '../../src/ops.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { bounded, type Bounded, boundedOf } from './bounded-tensor.ts'
import { rounded } from './rounding.ts'

type Binary = (a: Tensor, b: Tensor) => Tensor

const filled = (x: Tensor, value: number): Tensor => f64.fill(x.shape as Shape, value)

/** x y, but 0 where either is 0: an exact operand passes no error on, not even beside an infinite one. */
const times = (x: Tensor, y: Tensor): Tensor => {
  const zero = filled(x, 0)
  return f64.select(f64.or(f64.equal(x, zero), f64.equal(y, zero)), zero, f64.mul(x, y))
}

/** An operation on real numbers with this inherited error; on whole numbers it is exact, and doubt spreads. */
const arithmetic = (f: Binary, inherited: (a: Bounded, b: Bounded, value: Tensor) => Tensor): Binary => (x, y) => {
  const [a, b] = [boundedOf(x), boundedOf(y)]
  const value = f(a.value, b.value)
  return bounded(value, x.dtype === 'float' ? rounded({ value, inherited: inherited(a, b, value) }) : f64.or(a.error, b.error))
}

/** |ab − âb̂| ≤ |a| eb + |b| ea + ea eb */
const ofProduct = (a: Bounded, b: Bounded): Tensor =>
  f64.add(f64.add(times(f64.abs(a.value), b.error), times(f64.abs(b.value), a.error)), times(a.error, b.error))

/** |a/b − â/b̂| ≤ (ea + |a/b| eb) / (|b| − eb), and no bound where b̂ may be 0 */
const ofQuotient = (a: Bounded, b: Bounded, quotient: Tensor): Tensor => {
  const zero = filled(quotient, 0)
  const size = f64.abs(b.value)
  const error = f64.div(f64.add(a.error, times(f64.abs(quotient), b.error)), f64.sub(size, b.error))
  const exact = f64.and(f64.equal(a.error, zero), f64.equal(b.error, zero))
  return f64.select(exact, zero, f64.select(f64.less(b.error, size), error, filled(quotient, Infinity)))
}

/**
 * The larger or the smaller. Where one operand's whole interval is `first`, the other's error does not count; elsewhere the
 * result is off by no more than the larger of the two errors.
 */
const extreme = (f: Binary, first: (a: Tensor, b: Tensor) => Tensor): Binary => (x, y) => {
  const [a, b] = [boundedOf(x), boundedOf(y)]
  const value = f(a.value, b.value)
  if (x.dtype !== 'float') return bounded(value, f64.or(a.error, b.error))
  const reach = f64.add(a.error, b.error)
  const [onlyA, onlyB] = [f64.less(reach, first(a.value, b.value)), f64.less(reach, first(b.value, a.value))]
  return bounded(value, f64.select(onlyA, a.error, f64.select(onlyB, b.error, f64.maximum(a.error, b.error))))
}

/** Sums, products and their inverses; the larger and the smaller, which round nothing. */
export const arithmetics: Pick<Ops, 'add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum'> = {
  add: arithmetic(f64.add, (a, b) => f64.add(a.error, b.error)),
  sub: arithmetic(f64.sub, (a, b) => f64.add(a.error, b.error)),
  mul: arithmetic(f64.mul, ofProduct),
  div: arithmetic(f64.div, ofQuotient),
  maximum: extreme(f64.maximum, f64.sub),
  minimum: extreme(f64.minimum, (a, b) => f64.sub(b, a)),
}
