import type { Initializer } from '../../initializers/initializer.ts'
import type { Net, Trees } from '../../net.ts'
import type { OnAxis } from '../../shape/convolved.ts'
import type { Convolved2d, Fitting2d, FixedSizes, Padding2d, Size2d } from '../../shape/images.ts'
import { requireRank } from '../../shape/rank.ts'
import { placementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { type Dividing, requireGroups, type Share } from './groups.ts'
import { type IfBias, type Kernel, type KernelSettings, withKernels } from './kernels.ts'
import { convolution, convolutionFormulas } from './products.ts'
import { settingsOf } from './settings.ts'

/** A kernel of `[height, width, channels, filters]`, and a bias for each filter. */
export type Conv2d<KH extends number, KW extends number, C extends number, F extends number> = Kernel<readonly [KH, KW, C, F], F>

/** What a convolution may be told. */
export interface Conv2dSettings<St extends Size2d, D extends Size2d, Pad extends Padding2d, G extends number, Bias extends Initializer | false>
  extends KernelSettings<Bias> {
  /** from one window to the next: 1 when left out */
  readonly stride?: St & FixedSizes<St>
  /** from one element that a window sees to the next: 1 when left out */
  readonly dilation?: D & FixedSizes<D>
  /** `valid` when left out */
  readonly padding?: Pad
  /** channels and filters are cut into so many parts, each filter sees its part alone: 1 when left out */
  readonly groups?: G & FixedSize<G>
}

/**
 * A convolution over images, channels last: `y[n, i, j, f] = b[f] + Σ x[n, i·stride + p·dilation, j·stride + q·dilation, c] w[p, q, c, f]` over the
 * places p, q of the kernel and the channels c, as a product of matrices: `y = windows(x) w + b`. `[N, H, W, C] → [N, H', W', filters]`, with
 * `H' = ⌊(H + top + bottom − (size − 1) dilation − 1) / stride⌋ + 1`. `valid` puts nothing around an image, `same` as much as gives
 * `H' = ⌈H / stride⌉`, the odd row and column after it. x is 0 there.
 *
 * `dw = windows(x)ᵀ dy`, `db = Σ dy`, `dx = windowsᵀ(dy wᵀ)`, where windowsᵀ adds each window's part to where it was seen.
 * Refused by the compiler, else `Misuse`: a kernel larger than the padded image, groups that do not divide channels and filters.
 * The layout of kernels, the defaults and `same` are TensorFlow's (`tf.layers.conv2d`); groups as in Keras.
 */
export const conv2d =
  <
    const F extends number, const K extends Size2d, const St extends Size2d = 1, const D extends Size2d = 1, const Pad extends Padding2d = 'valid',
    const G extends number = 1, Bias extends Initializer | false = Initializer,
  >(filters: F & FixedSize<F>, size: K & FixedSizes<K>, settings: Conv2dSettings<St, D, Pad, G, Bias> = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>> & Fitting2d<H, W, K, D, Pad> & Dividing<C, F, G>,
  ): Net<
    readonly [...P, IfBias<Bias, Conv2d<OnAxis<K, 0>, OnAxis<K, 1>, Share<C, G>, F>>], S, A, Float<readonly [N, ...Convolved2d<H, W, K, St, D, Pad>, F]>
  > => {
    const { groups = 1, ...windows } = settings
    requireRank('conv2d', prev.out, ['batch', 'height', 'width', 'channels'])
    const [rows, height, width, channels] = prev.out
    const placement = placementOf('conv2d', [height, width], { size, ...windows })
    requireGroups('conv2d', channels, filters, groups)
    return withKernels(prev, {
      ...settings, name: { kind: 'conv2d', settings: settingsOf({ filters }, placement, settings) }, formulas: convolutionFormulas,
      out: [rows, ...placement.out, filters], shapes: { w: [...placement.windows.size, channels / groups, filters] },
    }, convolution({ rows, placement, channels, filters, groups }))
  }
