import { noise, unchanged } from './noise.ts'
import { kept, requireRate } from './rate.ts'

/**
 * In training `y = x / (1 − rate)` where an element is kept, which it is with probability 1 − rate, else 0: the mean of y is x. In
 * inference, and with rate 0, `y = x`. What is kept is decided by the key of the stage's place: `u < 1 − rate`.
 *
 * `dx = dy / (1 − rate)` where x was kept, else 0. NaN and infinities of a dropped element do not pass, in neither direction.
 *
 * Throws `Misuse` for a rate outside of [0, 1). Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting", scaled in training as in Keras.
 */
export const dropout = (rate: number) => {
  requireRate('dropout', rate)
  return noise('dropout', { rate }, (ops, { key }) => rate === 0 ? unchanged(ops) : (x) => {
    const [mask, zero] = [kept(ops, key, x.shape, rate), ops.fill(x.shape, 0)]
    return [
      ops.note('y', ops.select(mask, ops.scale(x, 1 / (1 - rate)), zero), 'y = x / (1 - rate) where kept, else 0'),
      (dy) => ops.note('dx', ops.select(mask, ops.scale(dy, 1 / (1 - rate)), zero), 'dx = dy / (1 - rate) where kept, else 0'),
    ]
  })
}
