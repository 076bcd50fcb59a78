import { truncatedNormal } from '../random/truncated-normal.ts'
import { uniform } from '../random/uniform.ts'
import { sizeOf } from '../shape/size.ts'
import type { Shape } from '../tensor.ts'
import type { Initializer } from './initializer.ts'

/** How many inputs and outputs a weight joins: `[in, out]`, with any leading axes as the field of a convolution. */
const fansOf = (shape: Shape): { readonly fanIn: number; readonly fanOut: number } => {
  const [rows = 1, columns = rows] = shape.slice(-2)
  const field = sizeOf(shape.slice(0, -2))
  return { fanIn: rows * field, fanOut: columns * field }
}

type Fan = 'fanIn' | 'fanAverage'

const variance = (scale: number, fan: Fan, shape: Shape): number => {
  const { fanIn, fanOut } = fansOf(shape)
  return scale / Math.max(1, fan === 'fanIn' ? fanIn : (fanIn + fanOut) / 2)
}

/** Uniform on ±√(3 v), whose variance is v = scale / fan. */
const scaledUniform = (scale: number, fan: Fan): Initializer => (ops, key, shape) => {
  const limit = Math.sqrt(3 * variance(scale, fan, shape))
  return uniform(ops, key, shape, -limit, limit)
}

/** The deviation of a standard normal cut at ±2; dividing by it makes the variance of the cut one v, as in Keras and JAX. */
const CUT_DEVIATION = 0.87962566103423978

/** Normal cut at two deviations, of variance v = scale / fan after the cut. */
const scaledNormal = (scale: number, fan: Fan): Initializer => (ops, key, shape) =>
  ops.scale(truncatedNormal(ops, key, shape, -2, 2), Math.sqrt(variance(scale, fan, shape)) / CUT_DEVIATION)

/** Uniform on ±√(6 / (fanIn + fanOut)). Glorot and Bengio 2010. */
export const glorotUniform: Initializer = scaledUniform(1, 'fanAverage')
/** Cut normal of variance 2 / (fanIn + fanOut). Glorot and Bengio 2010. */
export const glorotNormal: Initializer = scaledNormal(1, 'fanAverage')
/** Uniform on ±√(6 / fanIn). He et al. 2015. */
export const heUniform: Initializer = scaledUniform(2, 'fanIn')
/** Cut normal of variance 2 / fanIn. He et al. 2015. */
export const heNormal: Initializer = scaledNormal(2, 'fanIn')
/** Uniform on ±√(3 / fanIn). LeCun et al. 1998. */
export const lecunUniform: Initializer = scaledUniform(1, 'fanIn')
/** Cut normal of variance 1 / fanIn. LeCun et al. 1998. */
export const lecunNormal: Initializer = scaledNormal(1, 'fanIn')
