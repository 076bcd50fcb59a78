import type { Initializer } from '../../initializers/initializer.ts'
import type { Net, Trees } from '../../net.ts'
import type { OnAxis } from '../../shape/convolved.ts'
import type { FixedSizes, Padding2d, Reaching2d, Size2d, Unconvolved2d } from '../../shape/images.ts'
import { unplacementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { type IfBias, type Kernel, type KernelSettings, withKernels } from './kernels.ts'
import { transposedConvolution, transposedFormulas } from './products.ts'
import { settingsOf } from './settings.ts'

/** A kernel of `[height, width, filters, channels]`, and a bias for each filter. */
export type ConvTranspose2d<KH extends number, KW extends number, C extends number, F extends number> = Kernel<readonly [KH, KW, F, C], F>

/** What a transposed convolution may be told. */
export interface ConvTranspose2dSettings<St extends Size2d, D extends Size2d, Pad extends Padding2d, Bias extends Initializer | false>
  extends KernelSettings<Bias> {
  /** between the windows that two neighbours of x are spread over: 1 when left out */
  readonly stride?: St & FixedSizes<St>
  /** from one element of a window to the next: 1 when left out */
  readonly dilation?: D & FixedSizes<D>
  /** what is cut off from around the result: `valid`, which is nothing, when left out */
  readonly padding?: Pad
}

/**
 * The adjoint of `conv2d`, which makes images larger: each element of x is spread over a window of y, and what falls on one place is added up,
 * `y[n, i·stride + p·dilation, j·stride + q·dilation, f] = b[f] + Σ x[n, i, j, c] w[p, q, f, c]`; as matrices, `y = windowsᵀ(x wᵀ) + b`.
 * `[N, H, W, C] → [N, H', W', filters]`. `valid` gives `H' = H stride + max(span − stride, 0)`, with `span = (size − 1) dilation + 1`, `same`
 * `H' = H stride`, and explicit padding the smallest, `H' = (H − 1) stride + span − top − bottom`.
 *
 * `dw = windows(dy)ᵀ x`, `db = Σ dy`, `dx = windows(dy) w`.
 * Refused by the compiler, else `Misuse`: padding that leaves nothing.
 * The layout of kernels, the defaults and the sizes are TensorFlow's (`tf.layers.conv2dTranspose`); PyTorch has `(H − 1) stride + span` in all cases.
 */
export const convTranspose2d =
  <
    const F extends number, const K extends Size2d, const St extends Size2d = 1, const D extends Size2d = 1, const Pad extends Padding2d = 'valid',
    Bias extends Initializer | false = Initializer,
  >(filters: F & FixedSize<F>, size: K & FixedSizes<K>, settings: ConvTranspose2dSettings<St, D, Pad, Bias> = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>> & Reaching2d<H, W, K, St, D, Pad>,
  ): Net<
    readonly [...P, IfBias<Bias, ConvTranspose2d<OnAxis<K, 0>, OnAxis<K, 1>, C, F>>], S, A, Float<readonly [N, ...Unconvolved2d<H, W, K, St, D, Pad>, F]>
  > => {
    const [rows, height, width, channels] = prev.out
    const placement = unplacementOf('convTranspose2d', [height, width], { size, ...settings })
    return withKernels(prev, {
      ...settings, name: { kind: 'convTranspose2d', settings: settingsOf({ filters }, placement, settings) }, formulas: transposedFormulas,
      out: [rows, ...placement.image, filters], shapes: { w: [...placement.windows.size, filters, channels] },
    }, transposedConvolution({ rows, placement, channels: filters, filters: channels, groups: 1 }))
  }
