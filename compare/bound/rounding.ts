import { f64 } from '../untyped.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'

/** u, the largest relative error of one rounding to f32. */
export const UNIT = 2 ** -24

/** The smallest normal f32 number. Below it an evaluation may lose any digit, or give 0 (several backends do). */
export const SMALLEST = 2 ** -126

/** The largest f32 number. An evaluation that may pass it has no finite error. */
const LARGEST = (2 - 2 ** -23) * 2 ** 127

/**
 * γₙ = n u / (1 − n u): how far the product of n factors (1 + δ), |δ| ≤ u, may be from 1. Higham, Accuracy and Stability of
 * Numerical Algorithms, 2nd edition, lemma 3.1.
 */
export const gamma = (n: number): number => n * UNIT / (1 - n * UNIT)

interface Rounding {
  /** the exact result */
  readonly value: Tensor
  /** how far the result is off because the operands are */
  readonly inherited: Tensor
  /** the size that the relative error is taken of; |value| + inherited when left out */
  readonly magnitude?: Tensor
  /** γ of the operation's own roundings; one rounding when left out */
  readonly relative?: number
  /** the operation's own error that does not shrink with the result; one underflow when left out */
  readonly absolute?: number
}

/**
 * The error of a result: what is inherited, and the operation's own roundings: `inherited + relative · magnitude + absolute`.
 *
 * An exact 0 stays exact, and so does an exact infinity. Where the result may overflow f32, the error is infinite.
 */
export const rounded = ({ value, inherited, magnitude, relative = gamma(1), absolute = SMALLEST }: Rounding): Tensor => {
  const shape = value.shape as Shape
  const fill = (x: number): Tensor => f64.fill(shape, x)
  const absoluteValue = f64.abs(value)
  const size = magnitude ?? f64.add(absoluteValue, inherited)
  const own = f64.select(f64.equal(size, fill(0)), fill(0), f64.add(f64.scale(size, relative), fill(absolute)))
  const error = f64.add(inherited, own)
  const overflows = f64.less(fill(LARGEST), f64.add(absoluteValue, error))
  const finite = f64.less(absoluteValue, fill(Infinity))
  return f64.select(finite, f64.select(overflows, fill(Infinity), error), inherited)
}
