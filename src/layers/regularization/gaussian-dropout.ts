import { normal } from '../../random/normal.ts'
import { noise } from './noise.ts'
import { requireRate } from './rate.ts'

/**
 * In training `y = x (1 + n √(rate / (1 − rate)))` with n standard normal, a fresh one for each element, drawn from the key of the
 * stage's place: noise of the same mean and variance as that of `dropout(rate)`. In inference `y = x`.
 *
 * `dx = dy (1 + n √(rate / (1 − rate)))`.
 *
 * Throws `Misuse` for a rate outside of [0, 1). Srivastava et al. 2014, section 10; as `GaussianDropout` of Keras.
 */
export const gaussianDropout = (rate: number) => {
  requireRate('gaussianDropout', rate)
  return noise('gaussianDropout', { rate }, (ops, { key }) => (x) => {
    const factor = ops.add(ops.fill(x.shape, 1), ops.scale(normal(ops, key, x.shape), Math.sqrt(rate / (1 - rate))))
    return [
      ops.note('y', ops.mul(x, factor), 'y = x (1 + n sqrt(rate / (1 - rate)))'),
      (dy) => ops.note('dx', ops.mul(dy, factor), 'dx = dy (1 + n sqrt(rate / (1 - rate)))'),
    ]
  })
}
