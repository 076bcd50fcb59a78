/** First weights from keys. */

export { constant, ones, zeros } from './constant.ts'
export type { NormalSettings } from './deviation.ts'
export { normal } from './normal.ts'
export { orthogonal } from './orthogonal.ts'
export { truncatedNormal } from './truncated-normal.ts'
export { uniform } from './uniform.ts'
export {
  type Fan, glorotNormal, glorotUniform, heNormal, heUniform, lecunNormal, lecunUniform, varianceScaling, type VarianceScalingSettings,
} from './variance-scaling.ts'
