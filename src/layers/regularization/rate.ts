import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import type { Key, Mask, Shape } from '../../tensor.ts'

/** The share of the elements that is dropped: from 0 up to but not 1. */
export const requireRate = (operation: string, rate: number): void => {
  requireThat(rate >= 0 && rate < 1, operation, () => `rate ${rate} is not from 0 up to but not 1`)
}

/**
 * Set with probability `1 − rate`, each element by itself: `u < 1 − rate`, with u the upper 23 bits of the element's random word as a
 * number in [0, 1), as in `jax.random.bernoulli`. The threshold is rounded up to a whole number of 2⁻²³, so every precision decides
 * alike, and the probability is off by less than 2⁻²³.
 */
export const kept = <const Sh extends Shape>(ops: Ops, key: Key, shape: Sh, rate: number): Mask<Sh> =>
  ops.less(ops.unitFromBits(ops.randomBits(key, shape)), ops.fill(shape, Math.ceil((1 - rate) * 2 ** 23) * 2 ** -23))
