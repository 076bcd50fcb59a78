import type { Initializer } from '../../initializers/initializer.ts'
import type { Net, Trees } from '../../net.ts'
import type { AxisPadding, Convolved, Span } from '../../shape/convolved.ts'
import type { Fitting1d } from '../../shape/images.ts'
import { requireRank } from '../../shape/rank.ts'
import { alongOne, placementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { type Dividing, requireGroups, type Share } from './groups.ts'
import { type IfBias, type Kernel, type KernelSettings, withKernels } from './kernels.ts'
import { convolution, convolutionFormulas } from './products.ts'
import { settingsOf } from './settings.ts'

/** A kernel of `[length, channels, filters]`, and a bias for each filter. */
export type Conv1d<K extends number, C extends number, F extends number> = Kernel<readonly [K, C, F], F>

/** What a convolution over sequences may be told. */
export interface Conv1dSettings<St extends number, D extends number, Pad extends AxisPadding, G extends number, Bias extends Initializer | false>
  extends KernelSettings<Bias> {
  /** from one window to the next: 1 when left out */
  readonly stride?: St & FixedSize<St>
  /** from one element that a window sees to the next: 1 when left out */
  readonly dilation?: D & FixedSize<D>
  /** `valid` when left out; `[(size − 1) dilation, 0]` for windows that see nothing of what comes later */
  readonly padding?: Pad
  /** channels and filters are cut into so many parts, each filter sees its part alone: 1 when left out */
  readonly groups?: G & FixedSize<G>
}

/**
 * `conv2d` over sequences: `y[n, i, f] = b[f] + Σ x[n, i·stride + p·dilation, c] w[p, c, f]`, as a product of matrices: `y = windows(x) w + b`.
 * `[N, L, C] → [N, L', filters]`, with `L' = ⌊(L + before + after − (size − 1) dilation − 1) / stride⌋ + 1`. `valid` puts nothing around a
 * sequence, `same` as much as gives `L' = ⌈L / stride⌉`, the odd element after it. x is 0 there.
 *
 * `dw = windows(x)ᵀ dy`, `db = Σ dy`, `dx = windowsᵀ(dy wᵀ)`, where windowsᵀ adds each window's part to where it was seen.
 * Refused by the compiler, else `Misuse`: a kernel larger than the padded sequence, groups that do not divide channels and filters.
 * The layout of kernels, the defaults and `same` are TensorFlow's (`tf.layers.conv1d`); groups as in Keras.
 */
export const conv1d =
  <
    const F extends number, const K extends number, const St extends number = 1, const D extends number = 1, const Pad extends AxisPadding = 'valid',
    const G extends number = 1, Bias extends Initializer | false = Initializer,
  >(filters: F & FixedSize<F>, size: K & FixedSize<K>, settings: Conv1dSettings<St, D, Pad, G, Bias> = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, L extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, L, C]>> & Fitting1d<L, K, D, Pad> & Dividing<C, F, G>,
  ): Net<
    readonly [...P, IfBias<Bias, Conv1d<K, Share<C, G>, F>>], S, A, Float<readonly [N, Convolved<L, Span<K, D>, St, Pad>, F]>
  > => {
    const { groups = 1, ...windows } = alongOne(settings)
    requireRank('conv1d', prev.out, ['batch', 'length', 'channels'])
    const [rows, length, channels] = prev.out
    const placement = placementOf('conv1d', [length], { size, ...windows })
    requireGroups('conv1d', channels, filters, groups)
    return withKernels(prev, {
      ...settings, name: { kind: 'conv1d', settings: settingsOf({ filters }, placement, alongOne(settings)) }, formulas: convolutionFormulas,
      out: [rows, ...placement.out, filters], shapes: { w: [size, channels / groups, filters] },
    }, convolution({ rows, placement, channels, filters, groups }))
  }
