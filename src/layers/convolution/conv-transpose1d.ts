import type { Initializer } from '../../initializers/initializer.ts'
import type { Net, Trees } from '../../net.ts'
import type { AxisPadding, Span, Unconvolved } from '../../shape/convolved.ts'
import type { Reaching1d } from '../../shape/images.ts'
import { alongOne, unplacementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { type IfBias, type Kernel, type KernelSettings, withKernels } from './kernels.ts'
import { transposedConvolution, transposedFormulas } from './products.ts'
import { settingsOf } from './settings.ts'

/** A kernel of `[length, filters, channels]`, and a bias for each filter. */
export type ConvTranspose1d<K extends number, C extends number, F extends number> = Kernel<readonly [K, F, C], F>

/** What a transposed convolution over sequences may be told. */
export interface ConvTranspose1dSettings<St extends number, D extends number, Pad extends AxisPadding, Bias extends Initializer | false>
  extends KernelSettings<Bias> {
  /** between the windows that two neighbours of x are spread over: 1 when left out */
  readonly stride?: St & FixedSize<St>
  /** from one element of a window to the next: 1 when left out */
  readonly dilation?: D & FixedSize<D>
  /** what is cut off from around the result: `valid`, which is nothing, when left out */
  readonly padding?: Pad
}

/**
 * `convTranspose2d` over sequences, the adjoint of `conv1d`: `y[n, i·stride + p·dilation, f] = b[f] + Σ x[n, i, c] w[p, f, c]`; as matrices,
 * `y = windowsᵀ(x wᵀ) + b`. `[N, L, C] → [N, L', filters]`. `valid` gives `L' = L stride + max(span − stride, 0)`, with
 * `span = (size − 1) dilation + 1`, `same` `L' = L stride`, and explicit padding the smallest, `L' = (L − 1) stride + span − before − after`.
 *
 * `dw = windows(dy)ᵀ x`, `db = Σ dy`, `dx = windows(dy) w`.
 * Refused by the compiler, else `Misuse`: padding that leaves nothing.
 * The layout of kernels, the defaults and the sizes are Keras' (`Conv1DTranspose`).
 */
export const convTranspose1d =
  <
    const F extends number, const K extends number, const St extends number = 1, const D extends number = 1, const Pad extends AxisPadding = 'valid',
    Bias extends Initializer | false = Initializer,
  >(filters: F & FixedSize<F>, size: K & FixedSize<K>, settings: ConvTranspose1dSettings<St, D, Pad, Bias> = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, L extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, L, C]>> & Reaching1d<L, K, St, D, Pad>,
  ): Net<
    readonly [...P, IfBias<Bias, ConvTranspose1d<K, C, F>>], S, A, Float<readonly [N, Unconvolved<L, Span<K, D>, St, Pad>, F]>
  > => {
    const [rows, length, channels] = prev.out
    const placement = unplacementOf('convTranspose1d', [length], { size, ...alongOne(settings) })
    return withKernels(prev, {
      ...settings, name: { kind: 'convTranspose1d', settings: settingsOf({ filters }, placement, alongOne(settings)) }, formulas: transposedFormulas,
      out: [rows, ...placement.image, filters], shapes: { w: [size, filters, channels] },
    }, transposedConvolution({ rows, placement, channels: filters, filters: channels, groups: 1 }))
  }
