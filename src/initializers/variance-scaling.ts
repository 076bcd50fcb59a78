import { misuse, requireThat } from '../misuse.ts'
import { uniform } from '../random/uniform.ts'
import { sizeOf } from '../shape/size.ts'
import type { Shape } from '../tensor.ts'
import type { Initializer } from './initializer.ts'
import { normal } from './normal.ts'
import { truncatedNormal } from './truncated-normal.ts'

/** What the variance is measured by: the inputs that a weight's output has, the outputs that its input has, or their mean. */
export type Fan = 'fanIn' | 'fanOut' | 'fanAverage'

/** What variance scaling is told. */
export interface VarianceScalingSettings {
  /** above 0 */
  readonly scale: number
  readonly fan: Fan
  readonly distribution: 'uniform' | 'normal' | 'truncatedNormal'
}

/** How many inputs and outputs a weight joins: `[in, out]`, with any leading axes as the field of a convolution. */
const fansOf = (shape: Shape): Readonly<Record<Fan, number>> => {
  const [rows = 1, columns = rows] = shape.slice(-2)
  const field = sizeOf(shape.slice(0, -2))
  const [fanIn, fanOut] = [rows * field, columns * field]
  return { fanIn, fanOut, fanAverage: (fanIn + fanOut) / 2 }
}

/**
 * Weights of mean 0 and variance v = scale / fan, whatever the shape: uniform on ±√(3 v), normal, or normal cut at two deviations (of variance v after
 * the cut). As `jax.nn.initializers.variance_scaling` and Keras' `VarianceScaling`.
 *
 * Throws `Misuse` for a scale that is not a finite number above 0, and for a fan or a distribution of another name.
 */
export const varianceScaling = ({ scale, fan, distribution }: VarianceScalingSettings): Initializer => {
  requireThat(Number.isFinite(scale) && scale > 0, 'varianceScaling', () => `scale ${scale} is not a finite number above 0`)
  requireThat(fan in fansOf([]), 'varianceScaling', () => `"${fan}" is not a fan: fanIn, fanOut or fanAverage`)
  const variance = (shape: Shape): number => scale / Math.max(1, fansOf(shape)[fan])
  switch (distribution) {
    case 'uniform': return (ops, key, shape) => {
      const limit = Math.sqrt(3 * variance(shape))
      return uniform(ops, key, shape, -limit, limit)
    }
    case 'normal': return (ops, key, shape) => normal({ standardDeviation: Math.sqrt(variance(shape)) })(ops, key, shape)
    case 'truncatedNormal': return (ops, key, shape) => truncatedNormal({ standardDeviation: Math.sqrt(variance(shape)) })(ops, key, shape)
    default: return misuse('varianceScaling', `"${String(distribution)}" is not a distribution: uniform, normal or truncatedNormal`)
  }
}

/** Uniform on ±√(6 / (fanIn + fanOut)). Glorot and Bengio 2010. */
export const glorotUniform: Initializer = varianceScaling({ scale: 1, fan: 'fanAverage', distribution: 'uniform' })
/** Cut normal of variance 2 / (fanIn + fanOut). Glorot and Bengio 2010. */
export const glorotNormal: Initializer = varianceScaling({ scale: 1, fan: 'fanAverage', distribution: 'truncatedNormal' })
/** Uniform on ±√(6 / fanIn). He et al. 2015. */
export const heUniform: Initializer = varianceScaling({ scale: 2, fan: 'fanIn', distribution: 'uniform' })
/** Cut normal of variance 2 / fanIn. He et al. 2015. */
export const heNormal: Initializer = varianceScaling({ scale: 2, fan: 'fanIn', distribution: 'truncatedNormal' })
/** Uniform on ±√(3 / fanIn). LeCun et al. 1998. */
export const lecunUniform: Initializer = varianceScaling({ scale: 1, fan: 'fanIn', distribution: 'uniform' })
/** Cut normal of variance 1 / fanIn. LeCun et al. 1998. */
export const lecunNormal: Initializer = varianceScaling({ scale: 1, fan: 'fanIn', distribution: 'truncatedNormal' })
