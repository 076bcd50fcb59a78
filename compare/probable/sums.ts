import type { Ops } from '../../src/ops.ts'
import { sizeOf } from '../../src/shape/size.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import { SMALLEST, UNIT } from '../bound/rounding.ts'
import { f64 } from '../untyped.ts'
import { alongBoth, roundingOf } from './functions.ts'
import { type Shake, withNoise } from './noise.ts'
import { sampled, sampledOf } from './sampled-tensor.ts'

type Sums = Pick<Ops, 'matmul' | 'matmulTN' | 'matmulNT' | 'matmulTT' | 'sum' | 'sumAll' | 'max'>

const columns = (shape: Shape): number => shape[shape.length - 1] ?? 1
const rows = (shape: Shape): number => shape[shape.length - 2] ?? 1

/**
 * Sums and matrix products. Of n roundings within a sum of terms of total size Σ|a|, some go up and some down: their own
 * error is drawn as √n u Σ|a|, where the worst case has n u Σ|a|. Higham and Mary, A new approach to probabilistic rounding
 * error analysis, SIAM Journal on Scientific Computing 41 (2019), theorem 2.4.
 */
export const sums = (shake: Shake): Sums => {
  const noisy = (parts: Parameters<typeof withNoise>[1], magnitude: Tensor, roundings: number): Tensor =>
    withNoise(shake, parts, roundingOf(magnitude, Math.sqrt(roundings) * UNIT, roundings * SMALLEST))
  const product = (f: (a: Tensor, b: Tensor) => Tensor, termsOf: (shape: Shape) => number) => (x: Tensor, y: Tensor): Tensor => {
    const [a, b] = [sampledOf(x), sampledOf(y)]
    return noisy(alongBoth(f, a, b), f(f64.abs(a.value), f64.abs(b.value)), termsOf(x.shape as Shape))
  }
  const sum = (x: Tensor, axes: readonly number[]): Tensor => {
    const { value, samples } = sampledOf(x)
    const additions = sizeOf(axes.map((axis) => (x.shape as Shape)[axis] ?? 1)) - 1
    const parts = {
      value: f64.sum(value, axes),
      samples: samples === undefined ? undefined : f64.sum(samples, axes.map((axis) => axis + 1)),
    }
    return noisy(parts, f64.sum(f64.abs(value), axes), additions)
  }
  return {
    matmul: product(f64.matmul, columns),
    matmulTN: product(f64.matmulTN, rows),
    matmulNT: product(f64.matmulNT, columns),
    matmulTT: product(f64.matmulTT, rows),
    sum,
    sumAll: (x) => sum(x, (x.shape as Shape).map((_, axis) => axis)),
    max: (x, axes) => {
      const { value, samples } = sampledOf(x)
      const taken: readonly number[] = axes
      return sampled(f64.max(value, taken), samples === undefined ? undefined : f64.max(samples, taken.map((axis) => axis + 1)))
    },
  }
}
