import type { Shape, Tensor } from '../../src/tensor.ts'
import { f64 } from '../untyped.ts'
import { forEach, SAMPLES, type Sampled } from './sampled-tensor.ts'

/**
 * How many times the spread of the samples counts as possible. A sum of many small errors of random sign stays within λ times
 * its deviation but for 2 exp(−λ²/2) of all cases (Hoeffding), 3e-14 for λ = 8; the deviation itself is guessed from 16
 * samples (Student's t with 16 degrees of freedom: 6e-7). Real roundings are smaller than those drawn, by half and more.
 */
const MULTIPLE = 8

/** MULTIPLE · √ of the mean of (sample − value)²: how far an evaluation may be from the truth, but for bad luck. */
export const probableError = ({ value, samples }: Sampled): Tensor => {
  const shape = value.shape as Shape
  if (samples === undefined) return f64.fill(shape, 0)
  const off = f64.sub(samples, forEach(value))
  return f64.scale(f64.sqrt(f64.scale(f64.sum(f64.mul(off, off), [0]), 1 / SAMPLES)), MULTIPLE)
}
