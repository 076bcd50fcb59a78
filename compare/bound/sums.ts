import { f64 } from '../untyped.ts'
import type { Ops } from '../../src/ops.ts'
import { without } from '../../src/shape/axes.ts'
import { sizeOf } from '../../src/shape/size.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { bounded, type Bounded, boundedOf } from './bounded-tensor.ts'
import type { Reading } from './choice.ts'
import { gamma, rounded, SMALLEST } from './rounding.ts'

type Product = (a: Tensor, b: Tensor) => Tensor

/** |x| + its error: the largest size that an evaluation of x may have. */
const reach = ({ value, error }: Bounded): Tensor => f64.add(f64.abs(value), error)

/**
 * The matrix product, summed in any order and with or without fused multiply-add:
 * E = (|A| + Ea)(|B| + Eb) − |A||B| + γₖ (|A| + Ea)(|B| + Eb). Higham, section 3.5.
 */
const product = (f: Product, termsOf: (shape: Shape) => number): Product => (x, y) => {
  const [a, b] = [boundedOf(x), boundedOf(y)]
  const value = f(a.value, b.value)
  const [sizes, sizesWithErrors] = [f(f64.abs(a.value), f64.abs(b.value)), f(reach(a), reach(b))]
  const terms = termsOf(x.shape)
  return bounded(value, rounded({
    value, inherited: f64.sub(sizesWithErrors, sizes), magnitude: sizesWithErrors, relative: gamma(terms), absolute: terms * SMALLEST,
  }))
}

/** How many terms each output of a product sums: the first operand's last axis, or the one before when it is read transposed. */
const columns = (shape: Shape): number => shape[shape.length - 1] ?? 1
const rows = (shape: Shape): number => shape[shape.length - 2] ?? 1

export const matrixProducts: Pick<Ops, 'matmul' | 'matmulTN' | 'matmulNT' | 'matmulTT'> = {
  matmul: product(f64.matmul, columns),
  matmulTN: product(f64.matmulTN, rows),
  matmulNT: product(f64.matmulNT, columns),
  matmulTT: product(f64.matmulTT, rows),
}

/** The sum of n terms in any order: E = Σ ea + γₙ₋₁ Σ (|a| + ea). Higham, section 4.2. */
const sum = (x: Tensor, axes: readonly number[]): Tensor => {
  const a = boundedOf(x)
  const additions = sizeOf(axes.map((axis) => (x.shape as Shape)[axis] ?? 1)) - 1
  const total = (terms: Tensor): Tensor => f64.sum(terms, axes)
  const value = total(a.value)
  return bounded(value, rounded({
    value, inherited: total(a.error), magnitude: total(reach(a)), relative: gamma(additions), absolute: additions * SMALLEST,
  }))
}

const broadcastOver = (x: Tensor, shape: Shape, axes: readonly number[]): Tensor => f64.broadcast(x, shape, axes)

/** The elements that may be the largest of theirs: those whose upper end is not below every lower end. */
export const candidates = ({ value, error }: Bounded, axes: readonly number[]): Tensor => {
  const shape = value.shape as Shape
  return f64.lessEqual(broadcastOver(f64.max(f64.sub(value, error), axes), shape, axes), f64.add(value, error))
}

const zeroUnless = (mask: Tensor, x: Tensor): Tensor => f64.select(mask, x, f64.fill(x.shape as Shape, 0))

/** The largest is off by no more than the largest error among the candidates. */
const max = (x: Tensor, axes: readonly number[]): Tensor => {
  const a = boundedOf(x)
  return bounded(f64.max(a.value, axes), f64.max(zeroUnless(candidates(a, axes), a.error), axes))
}

/** Which is the largest is in doubt where there are several candidates, at least one of them inexact. */
export const contested = (a: Bounded, axes: readonly number[]): Tensor => {
  const mask = candidates(a, axes)
  const kept: Shape = without(a.value.shape as Shape, axes)
  const [count, worst] = [f64.sum(f64.cast(mask, 'float'), axes), f64.max(zeroUnless(mask, a.error), axes)]
  return f64.and(f64.less(f64.fill(kept, 1), count), f64.less(f64.fill(kept, 0), worst))
}

/** Sums and largest elements. */
export const reductions = (reading: Reading): Pick<Ops, 'sum' | 'sumAll' | 'max' | 'argmax'> => ({
  sum,
  sumAll: (x) => sum(x, (x.shape as Shape).map((_, axis) => axis)),
  max,
  argmax: (x, axis) => {
    const a = boundedOf(x)
    const position: Tensor = f64.argmax(a.value, axis)
    const doubt = contested(a, [axis])
    return bounded(position, reading === 'either' ? doubt : f64.and(doubt, f64.not(doubt)))
  },
})
