import type { Net, Trees } from '../../net.ts'
import type { AxisPadding, Convolved } from '../../shape/convolved.ts'
import type { Fitting1d } from '../../shape/images.ts'
import { alongOne, placementOf } from '../../shape/placement.ts'
import type { FixedSize, Float, Tensor } from '../../tensor.ts'
import { settingsOf } from '../convolution/settings.ts'
import { largest, withPool } from './pools.ts'

/** What pooling over sequences may be told. */
export interface Pool1dSettings<St extends number, Pad extends AxisPadding> {
  /** from one window to the next: the size of a window when left out */
  readonly stride?: St & FixedSize<St>
  /** `valid` when left out */
  readonly padding?: Pad
}

/**
 * `maxPool2d` over sequences: `y[n, i, c] = max x[n, i·stride + p, c]` over the places p of a window. `[N, L, C] → [N, L', C]`, sizes as for
 * `conv1d`; without padding what is left over at the end is not seen. Around the sequence stands −∞. NaN where any number of the window is.
 *
 * `dx[…] = Σ dy` of the windows in which it is the largest; of equals the first has the whole slope.
 * Refused by the compiler, else `Misuse`: a window larger than the padded sequence. `tf.layers.maxPooling1d`.
 */
export const maxPool1d =
  <const K extends number, const St extends number = K, const Pad extends AxisPadding = 'valid'>(
    size: K & FixedSize<K>, settings: Pool1dSettings<St, Pad> = {},
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, L extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, L, C]>> & Fitting1d<L, K, 1, Pad>,
  ): Net<P, S, A, Float<readonly [N, Convolved<L, K, St, Pad>, C]>> => {
    const placement = placementOf('maxPool1d', [prev.out[1]], { stride: size, ...alongOne(settings), size })
    return withPool(prev, { kind: 'maxPool1d', settings: settingsOf({}, placement, alongOne(settings), [size]) }, placement, largest)
  }
