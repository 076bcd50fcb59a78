import { f32 } from '../engines/eager/index.ts'
import { log } from '../math/index.ts'
import { requireThat } from '../misuse.ts'
import { toFlat } from '../tensor/read.ts'
import type { Key } from '../tensor.ts'
import { split } from './key.ts'

/**
 * The numbers 0 to n − 1 in random order, the same as `jax.random.permutation(key, n)`: rounds of sorting by fresh
 * random bits, as many rounds as make a tie unlikely to show.
 */
export const permutation = (key: Key, n: number): readonly number[] => {
  requireThat(Number.isSafeInteger(n) && n >= 0, 'permutation', () => `${n} is not a whole number from 0 upward`)
  const rounds = Math.ceil(3 * log(Math.max(1, n)) / log(2 ** 32 - 1))
  return shuffled(key, Array.from({ length: n }, (_, i) => i), rounds)
}

const shuffled = (key: Key, items: readonly number[], rounds: number): readonly number[] => {
  if (rounds === 0) return items
  const [next = key, now = key] = split(key)
  const bits = toFlat(f32.randomBits(now, [items.length]))
  const order = items.map((_, i) => i).sort((a, b) => (bits[a] ?? 0) - (bits[b] ?? 0))
  return shuffled(next, order.map((i) => items[i] ?? NaN), rounds - 1)
}
