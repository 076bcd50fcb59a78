import type { Net, Trees } from '../../net.ts'
import type { Convolved2d, Fitting2d, FixedSizes, Padding2d, Size2d } from '../../shape/images.ts'
import { placementOf } from '../../shape/placement.ts'
import type { Float, Tensor } from '../../tensor.ts'
import { requireRank } from '../../shape/rank.ts'
import { settingsOf } from '../convolution/settings.ts'
import type { Pool2dSettings } from './max-pool2d.ts'
import { average, withPool } from './pools.ts'

/**
 * The mean of each window of each channel: `y[n, i, j, c] = Σ x[n, i·stride + p, j·stride + q, c] / m` over the places p, q of a window, where
 * m is how many of them lie in the image: what is put around it is not counted. `[N, H, W, C] → [N, H', W', C]`, sizes as for `conv2d`;
 * without padding what is left over at the end is not seen.
 *
 * `dx[…] = Σ dy / m` over the windows that see it.
 * Refused by the compiler, else `Misuse`: a window larger than the padded image. `tf.layers.averagePooling2d`, as TensorFlow itself has it:
 * PyTorch counts what is put around unless it is told not to, and so does the gradient of tfjs-cpu and tfjs-wasm.
 */
export const averagePool2d =
  <const K extends Size2d, const St extends Size2d = K, const Pad extends Padding2d = 'valid'>(
    size: K & FixedSizes<K>, settings: Pool2dSettings<St, Pad> = {},
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>> & Fitting2d<H, W, K, 1, Pad>,
  ): Net<P, S, A, Float<readonly [N, ...Convolved2d<H, W, K, St, 1, Pad>, C]>> => {
    requireRank('averagePool2d', prev.out, ['batch', 'height', 'width', 'channels'])
    const [, height, width] = prev.out
    const placement = placementOf('averagePool2d', [height, width], { stride: size, ...settings, size })
    return withPool(prev, { kind: 'averagePool2d', settings: settingsOf({}, placement, settings, placement.windows.size) }, placement, average)
  }
