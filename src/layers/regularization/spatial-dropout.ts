import type { Net, Trees } from '../../net.ts'
import { map } from '../../stages.ts'
import type { Float, Tensor } from '../../tensor.ts'
import { type Planes, type Positions, sizesOf } from '../normalization/planes.ts'
import { unchanged } from './noise.ts'
import { kept, requireRate } from './rate.ts'

/**
 * Dropout of whole channels of `[N, …, C]`: in training `y = x / (1 − rate)` at every position of a channel of a row that is kept, which it
 * is with probability 1 − rate, else 0. In inference, and with rate 0, `y = x`. What is kept is decided by the key of the stage's place.
 *
 * `dx = dy / (1 − rate)` where x was kept, else 0.
 *
 * Throws `Misuse` for a rate outside of [0, 1). Tompson et al. 2015, "Efficient Object Localization Using Convolutional Networks"; as
 * `SpatialDropout1D` and `2D` of Keras.
 */
export const spatialDropout = (rate: number) => {
  requireRate('spatialDropout', rate)
  return <P extends Trees, S extends Trees, A extends Tensor, N extends number, M extends Positions, C extends number>(
    prev: Net<P, S, A, Float<Planes<N, M, C>>>,
  ): Net<P, S, A, Float<Planes<N, M, C>>> => {
    const planes = sizesOf<N, M, C>(prev.out)
    const [n, , c] = planes
    return map<P, S, A, Float<Planes<N, M, C>>, Float<Planes<N, M, C>>>(
      prev, prev.out, { kind: 'spatialDropout', settings: { rate } }, (ops, { key, train }) => !train || rate === 0 ? unchanged(ops) : (x) => {
        const mask = ops.reshape(ops.broadcast(kept(ops, key, [n, c], rate), planes, [1]), prev.out)
        const zero = ops.fill(prev.out, 0)
        return [
          ops.note('y', ops.select(mask, ops.scale(x, 1 / (1 - rate)), zero), 'y = x / (1 - rate) where its channel is kept, else 0'),
          (dy) => ops.note('dx', ops.select(mask, ops.scale(dy, 1 / (1 - rate)), zero), 'dx = dy / (1 - rate) where kept, else 0'),
        ]
      })
  }
}
