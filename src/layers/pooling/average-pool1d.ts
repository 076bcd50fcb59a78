import type { Net, Trees } from '../../net.ts'
import type { AxisPadding, Convolved } from '../../shape/convolved.ts'
import type { Fitting1d } from '../../shape/images.ts'
import { alongOne, placementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { settingsOf } from '../convolution/settings.ts'
import type { Pool1dSettings } from './max-pool1d.ts'
import { average, withPool } from './pools.ts'

/**
 * `averagePool2d` over sequences: `y[n, i, c] = Σ x[n, i·stride + p, c] / m` over the places p of a window, where m is how many of them lie in
 * the sequence. `[N, L, C] → [N, L', C]`, sizes as for `conv1d`; without padding what is left over at the end is not seen.
 *
 * `dx[…] = Σ dy / m` over the windows that see it.
 * Refused by the compiler, else `Misuse`: a window larger than the padded sequence. `tf.layers.averagePooling1d`, as TensorFlow itself has it.
 */
export const averagePool1d =
  <const K extends number, const St extends number = K, const Pad extends AxisPadding = 'valid'>(
    size: K & FixedSize<K>, settings: Pool1dSettings<St, Pad> = {},
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, L extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, L, C]>> & Fitting1d<L, K, 1, Pad>,
  ): Net<P, S, A, Float<readonly [N, Convolved<L, K, St, Pad>, C]>> => {
    const placement = placementOf('averagePool1d', [prev.out[1]], { stride: size, ...alongOne(settings), size })
    return withPool(prev, { kind: 'averagePool1d', settings: settingsOf({}, placement, alongOne(settings), [size]) }, placement, average)
  }
