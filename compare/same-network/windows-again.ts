import type { Stage } from '../../src/net.ts'
import { latticeOf } from './written-convolution.ts'

/** A stage whose types are not known. */
export type AnyStage = (prev: never) => object

/** The settings that a stage over sequences (one axis) or images (two) was built with, so that it can be built again. */
export const settingsAgain = (stage: Stage, axes: 1 | 2, usualStride: Stage['settings'][string] = 1): object => {
  const { stride, dilation, padding } = latticeOf(stage, axes, usualStride)
  const { multiplier, groups, bias } = stage.settings
  const whole = { stride, dilation, padding }
  const first = { stride: stride[0], dilation: dilation[0], padding: typeof padding === 'string' ? padding : padding[0] }
  return {
    ...(axes === 1 ? first : whole),
    ...(multiplier === undefined ? {} : { multiplier }), ...(groups === undefined ? {} : { groups }), ...(bias === undefined ? {} : { bias }),
  }
}
