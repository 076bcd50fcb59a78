import { noise, unchanged } from './noise.ts'
import { kept, requireRate } from './rate.ts'

/** What selu tends to for x → −∞: −λ α. */
const LOWEST = -1.7580993408473766

/**
 * Dropout for networks of `selu`: in training a dropped element becomes α' = −1.7580993408473766, the lowest value of selu, and then
 * everything is moved so that mean 0 and variance 1 stay: `y = a x + b` where kept, else `a α' + b`, with
 * `a = 1 / √((1 − rate) (1 + rate α'²))` and `b = −a α' rate`. What is kept is decided by the key of the stage's place, with probability
 * 1 − rate. In inference, and with rate 0, `y = x`.
 *
 * `dx = a dy` where x was kept, else 0.
 *
 * Throws `Misuse` for a rate outside of [0, 1). Klambauer et al. 2017, "Self-Normalizing Neural Networks"; as `AlphaDropout` of Keras.
 */
export const alphaDropout = (rate: number) => {
  requireRate('alphaDropout', rate)
  const a = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST * LOWEST))
  const b = -a * LOWEST * rate
  return noise('alphaDropout', { rate }, (ops, { key }) => rate === 0 ? unchanged(ops) : (x) => {
    const mask = kept(ops, key, x.shape, rate)
    const y = ops.select(mask, ops.add(ops.scale(x, a), ops.fill(x.shape, b)), ops.fill(x.shape, a * LOWEST + b))
    return [
      ops.note('y', y, 'y = a x + b where kept, else a alpha + b'),
      (dy) => ops.note('dx', ops.select(mask, ops.scale(dy, a), ops.fill(x.shape, 0)), 'dx = a dy where kept, else 0'),
    ]
  })
}
