import { f32 } from '../engines/eager/index.ts'
import { requireThat } from '../misuse.ts'
import { hostTensor } from '../tensor/host.ts'
import type { Key } from '../tensor.ts'

/**
 * A key from a seed, the whole source of randomness: `(seed >>> 32, seed)`, as `jax.random.key` (which drops the upper
 * word unless `jax_enable_x64` is set).
 *
 * Throws `Misuse` for a seed that is not a safe whole number from 0 upward.
 */
export const key = (seed: number): Key => {
  requireThat(Number.isSafeInteger(seed) && seed >= 0, 'key', () => `seed ${seed} is not a whole number from 0 to 2^53 - 1`)
  return hostTensor<readonly [2], 'u32'>([2], 'u32', Uint32Array.of(Math.floor(seed / 2 ** 32), seed >>> 0))
}

/** The key number `data` under this key; the same as `jax.random.fold_in`. */
export const foldIn = (parent: Key, data: number): Key => f32.foldIn(parent, data)

/** `count` new keys: key i is `foldIn(key, i)`, as in `jax.random.split`. */
export const split = (parent: Key, count = 2): readonly Key[] => {
  requireThat(Number.isSafeInteger(count) && count > 0, 'split', () => `${count} is not a whole number from 1 upward`)
  return Array.from({ length: count }, (_, i) => foldIn(parent, i))
}
