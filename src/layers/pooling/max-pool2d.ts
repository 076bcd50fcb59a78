import type { Net, Trees } from '../../net.ts'
import type { Convolved2d, Fitting2d, FixedSizes, Padding2d, Size2d } from '../../shape/images.ts'
import { placementOf } from '../../shape/placement.ts'
import type { Float, Tensor } from '../../tensor.ts'
import { requireRank } from '../../shape/rank.ts'
import { settingsOf } from '../convolution/settings.ts'
import { largest, withPool } from './pools.ts'

/** What pooling over images may be told. */
export interface Pool2dSettings<St extends Size2d, Pad extends Padding2d> {
  /** from one window to the next: the size of a window when left out */
  readonly stride?: St & FixedSizes<St>
  /** `valid` when left out */
  readonly padding?: Pad
}

/**
 * The largest number of each window of each channel: `y[n, i, j, c] = max x[n, i·stride + p, j·stride + q, c]` over the places p, q of a window.
 * `[N, H, W, C] → [N, H', W', C]`, sizes as for `conv2d`; without padding what is left over at the end is not seen. Around the image
 * stands −∞, which is larger than nothing. NaN where any number of the window is.
 *
 * `dx[…] = Σ dy` of the windows in which it is the largest; of equals the first in row-major order of the window has the whole slope (were all of
 * a window −∞, that may be a place of the padding).
 * Refused by the compiler, else `Misuse`: a window larger than the padded image. `tf.layers.maxPooling2d`, whose ties are the same in
 * TensorFlow itself and on tfjs-cpu.
 */
export const maxPool2d =
  <const K extends Size2d, const St extends Size2d = K, const Pad extends Padding2d = 'valid'>(
    size: K & FixedSizes<K>, settings: Pool2dSettings<St, Pad> = {},
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>> & Fitting2d<H, W, K, 1, Pad>,
  ): Net<P, S, A, Float<readonly [N, ...Convolved2d<H, W, K, St, 1, Pad>, C]>> => {
    requireRank('maxPool2d', prev.out, ['batch', 'height', 'width', 'channels'])
    const [, height, width] = prev.out
    const placement = placementOf('maxPool2d', [height, width], { stride: size, ...settings, size })
    return withPool(prev, { kind: 'maxPool2d', settings: settingsOf({}, placement, settings, placement.windows.size) }, placement, largest)
  }
