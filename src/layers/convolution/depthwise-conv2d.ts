import type { Initializer } from '../../initializers/initializer.ts'
import type { Net, Trees } from '../../net.ts'
import type { OnAxis } from '../../shape/convolved.ts'
import { multiply, type Multiply } from '../../shape/digits.ts'
import type { Convolved2d, Fitting2d, FixedSizes, Padding2d, Size2d } from '../../shape/images.ts'
import { placementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { type IfBias, type Kernel, type KernelSettings, withKernels } from './kernels.ts'
import { depthwiseConvolution, convolutionFormulas } from './products.ts'
import { settingsOf } from './settings.ts'

/** A kernel of `[height, width, channels, multiplier]`, and a bias for each channel of the result. */
export type DepthwiseConv2d<KH extends number, KW extends number, C extends number, M extends number> =
  Kernel<readonly [KH, KW, C, M], Multiply<C, M>>

/** What a depthwise convolution may be told. */
export interface DepthwiseConv2dSettings<
  M extends number, St extends Size2d, D extends Size2d, Pad extends Padding2d, Bias extends Initializer | false,
> extends KernelSettings<Bias> {
  /** results for each channel: 1 when left out */
  readonly multiplier?: M & FixedSize<M>
  /** from one window to the next: 1 when left out */
  readonly stride?: St & FixedSizes<St>
  /** from one element that a window sees to the next: 1 when left out */
  readonly dilation?: D & FixedSizes<D>
  /** `valid` when left out */
  readonly padding?: Pad
}

/**
 * A convolution of each channel by itself: `y[n, i, j, c·multiplier + m] = b[…] + Σ x[n, i·stride + p·dilation, j·stride + q·dilation, c] w[p, q, c, m]`
 * over the places p, q of the kernel; `conv2d` with a group for each channel. `[N, H, W, C] → [N, H', W', C·multiplier]`, padding and sizes
 * as for `conv2d`.
 *
 * `dw = windows(x)ᵀ dy`, `db = Σ dy`, `dx = windowsᵀ(dy wᵀ)`, channel by channel.
 * Refused by the compiler, else `Misuse`: a kernel larger than the padded image.
 * The layout of kernels, the defaults and `same` are TensorFlow's (`tf.layers.depthwiseConv2d`).
 */
export const depthwiseConv2d =
  <
    const K extends Size2d, const M extends number = 1, const St extends Size2d = 1, const D extends Size2d = 1,
    const Pad extends Padding2d = 'valid', Bias extends Initializer | false = Initializer,
  >(size: K & FixedSizes<K>, settings: DepthwiseConv2dSettings<M, St, D, Pad, Bias> = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>> & Fitting2d<H, W, K, D, Pad>,
  ): Net<
    readonly [...P, IfBias<Bias, DepthwiseConv2d<OnAxis<K, 0>, OnAxis<K, 1>, C, M>>], S, A,
    Float<readonly [N, ...Convolved2d<H, W, K, St, D, Pad>, Multiply<C, M>]>
  > => {
    const { multiplier = 1, ...windows } = settings
    const [rows, height, width, channels] = prev.out
    const placement = placementOf('depthwiseConv2d', [height, width], { size, ...windows })
    const filters: number = multiply<number, number>(channels, multiplier)
    const own = multiplier === 1 ? {} : { multiplier }
    return withKernels(prev, {
      ...settings, name: { kind: 'depthwiseConv2d', settings: settingsOf(own, placement, settings) }, formulas: convolutionFormulas,
      out: [rows, ...placement.out, filters], shapes: { w: [...placement.windows.size, channels, multiplier] },
    }, depthwiseConvolution({ rows, placement, channels, filters, groups: channels }))
  }
