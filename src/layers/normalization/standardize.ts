import { misuse } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import type { AxisOf, Without } from '../../shape/axes.ts'
import type { Float, Shape } from '../../tensor.ts'

/** Refuses an epsilon that would not keep the divisor away from 0. */
export const requireEpsilon = (operation: string, epsilon: number): number =>
  Number.isFinite(epsilon) && Math.fround(epsilon) > 0 ? epsilon : misuse(operation, `epsilon ${epsilon} is not a number above 0, as f32 holds it`)

/** `1 / √(v + ε)` */
export const inverseRoot = <S extends Shape>(ops: Ops, v: Float<S>, epsilon: number): Float<S> =>
  ops.div(ops.fill(v.shape, 1), ops.sqrt(ops.add(v, ops.fill(v.shape, epsilon))))

/** The means over some axes: the sum divided by the number of its terms, and each mean laid along those axes again. */
export const averaging = <S extends Shape, const X extends readonly AxisOf<S>[]>(ops: Ops, shape: S, axes: X) => {
  const count = axes.reduce((product, axis) => product * (shape[axis] ?? NaN), 1)
  const divided = (sum: Float<Without<S, X>>): Float<Without<S, X>> => ops.div(sum, ops.fill(sum.shape, count))
  return {
    divided,
    mean: (x: Float<S>): Float<Without<S, X>> => divided(ops.sum(x, axes)),
    along: (v: Float<Without<S, X>>): Float<S> => ops.broadcast(v, shape, axes),
  }
}

/** What standardizing gives. */
export interface Standardized<S extends Shape, X extends readonly number[]> {
  readonly mean: Float<Without<S, X>>
  readonly variance: Float<Without<S, X>>
  readonly z: Float<S>
  /** the cotangent of x from that of z; the means of `dz` and of `dz z` where they are known already */
  readonly back: (dz: Float<S>, mean?: Float<Without<S, X>>, meanZ?: Float<Without<S, X>>) => Float<S>
}

/**
 * `z = (x − μ) / √(σ² + ε)`, with the mean μ and the biased variance σ² = mean (x − μ)² over the named axes. The variance is taken
 * from the deviations: mean x² − μ² would lose every digit where the mean is large beside them.
 *
 * `dx = (dz − mean dz − z mean (dz z)) / √(σ² + ε)`: the statistics are part of what is differentiated.
 */
export const standardize = <S extends Shape, const X extends readonly AxisOf<S>[]>(
  ops: Ops, x: Float<S>, axes: X, epsilon: number,
): Standardized<S, X> => {
  const over = averaging(ops, x.shape, axes)
  const mean = over.mean(x)
  const deviation = ops.sub(x, over.along(mean))
  const variance = over.mean(ops.mul(deviation, deviation))
  const r = over.along(inverseRoot(ops, variance, epsilon))
  const z = ops.mul(deviation, r)
  return {
    mean, variance, z,
    back: (dz, meanDz = over.mean(dz), meanDzZ = over.mean(ops.mul(dz, z))) =>
      ops.mul(r, ops.sub(ops.sub(dz, over.along(meanDz)), ops.mul(z, over.along(meanDzZ)))),
  }
}
