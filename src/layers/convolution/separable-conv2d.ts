import type { Initializer } from '../../initializers/initializer.ts'
import type { Net, Trees } from '../../net.ts'
import type { OnAxis } from '../../shape/convolved.ts'
import type { Multiply } from '../../shape/digits.ts'
import type { Convolved2d, Fitting2d, FixedSizes, Padding2d, Size2d } from '../../shape/images.ts'
import { placementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import type { DepthwiseConv2dSettings } from './depthwise-conv2d.ts'
import { type IfBias, withKernels } from './kernels.ts'
import { separableConvolution, separableFormulas } from './products.ts'
import { settingsOf } from './settings.ts'

/** Kernels of `[height, width, channels, multiplier]` and `[1, 1, channels·multiplier, filters]`, and a bias for each filter. */
export type SeparableConv2d<KH extends number, KW extends number, C extends number, M extends number, F extends number> = {
  readonly depthwise: Float<readonly [KH, KW, C, M]>
  readonly pointwise: Float<readonly [1, 1, Multiply<C, M>, F]>
  readonly b: Float<readonly [F]>
}

/**
 * A convolution of each channel by itself, then a product over the channels at each place: `h = windows(x) depthwise`, `y = h pointwise + b`.
 * `[N, H, W, C] → [N, H', W', filters]`, padding and sizes as for `conv2d`.
 *
 * `dpointwise = hᵀ dy`, `db = Σ dy`, `dh = dy pointwiseᵀ`, `ddepthwise = windows(x)ᵀ dh`, `dx = windowsᵀ(dh depthwiseᵀ)`.
 * Refused by the compiler, else `Misuse`: a kernel larger than the padded image.
 * The layout of kernels, the defaults and `same` are TensorFlow's (`tf.layers.separableConv2d`). Chollet, "Xception", 2017.
 */
export const separableConv2d =
  <
    const F extends number, const K extends Size2d, const M extends number = 1, const St extends Size2d = 1, const D extends Size2d = 1,
    const Pad extends Padding2d = 'valid', Bias extends Initializer | false = Initializer,
  >(filters: F & FixedSize<F>, size: K & FixedSizes<K>, settings: DepthwiseConv2dSettings<M, St, D, Pad, Bias> = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>> & Fitting2d<H, W, K, D, Pad>,
  ): Net<
    readonly [...P, IfBias<Bias, SeparableConv2d<OnAxis<K, 0>, OnAxis<K, 1>, C, M, F>>], S, A,
    Float<readonly [N, ...Convolved2d<H, W, K, St, D, Pad>, F]>
  > => {
    const { multiplier = 1, ...windows } = settings
    const [rows, height, width, channels] = prev.out
    const placement = placementOf('separableConv2d', [height, width], { size, ...windows })
    const between = channels * multiplier
    const own = multiplier === 1 ? { filters } : { filters, multiplier }
    return withKernels(prev, {
      ...settings, name: { kind: 'separableConv2d', settings: settingsOf(own, placement, settings) }, formulas: separableFormulas,
      out: [rows, ...placement.out, filters],
      shapes: { depthwise: [...placement.windows.size, channels, multiplier], pointwise: [1, 1, between, filters] },
    }, separableConvolution({ rows, placement, channels, filters: between, groups: channels }, filters))
  }
