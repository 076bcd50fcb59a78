import fc from 'fast-check'
import type { Tensor } from '../../../src/index.ts'
import { seeds, shapes } from './numbers.ts'
import { type Plain, type Use, use } from './plain.ts'

type Words = readonly [bigint, bigint]

/** Threefry-2x32-20 from its definition, in whole numbers of any size cut to 32 bits: slow, and nothing like the kernel. */
export const threefry = (key: Words, counter: Words): Words => {
  const cut = (x: bigint): bigint => BigInt.asUintN(32, x)
  const rotations = [13n, 15n, 26n, 6n, 17n, 29n, 16n, 24n]
  const schedule = [key[0], key[1], key[0] ^ key[1] ^ 0x1bd11bdan]
  let [a, b] = [cut(counter[0] + key[0]), cut(counter[1] + key[1])]
  for (let round = 0; round < 20; round++) {
    const by = rotations[round % 8] ?? 0n
    a = cut(a + b)
    b = cut((b << by) | (b >> (32n - by))) ^ a
    if (round % 4 !== 3) continue
    const injection = (round + 1) / 4
    a = cut(a + (schedule[injection % 3] ?? 0n))
    b = cut(b + (schedule[(injection + 1) % 3] ?? 0n) + BigInt(injection))
  }
  return [a, b]
}

const keys: fc.Arbitrary<Plain> = fc.tuple(seeds, seeds, fc.boolean()).map(([a, b, high]) =>
  ({ shape: [2], dtype: 'u32', numbers: [high ? 2 ** 32 - 1 - a : a, b] }))

const wordsOf = ({ numbers: [a = NaN, b = NaN] }: Plain): Words => [BigInt(a), BigInt(b)]

const child = (parent: Plain, data: number): Plain =>
  ({ ...parent, numbers: threefry(wordsOf(parent), [0n, BigInt.asUintN(32, BigInt(data))]).map(Number) })

const data32 = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.constantFrom(0, 1, -1))

export const foldIn: fc.Arbitrary<Use> = fc.oneof(
  fc.tuple(keys, fc.oneof(data32, fc.constant(2 ** 32 - 1))).map(([key, data]) =>
    use([key], (ops, parent: Tensor) => ops.foldIn(parent, data), (_, parent) => child(parent, data), data)),
  fc.tuple(keys, data32).map(([key, data]) =>
    use([key, { shape: [], dtype: 'i32', numbers: [data] }], (ops, parent, step) => ops.foldIn(parent, step),
      (_, parent, { numbers: [step = NaN] }) => child(parent, step))))

export const randomBits: fc.Arbitrary<Use> = fc.tuple(keys, shapes()).map(([key, shape]) =>
  use([key], (ops, parent) => ops.randomBits(parent, shape), (_, parent) => ({
    shape, dtype: 'u32',
    numbers: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_element, i) => {
      const [a, b] = threefry(wordsOf(parent), [0n, BigInt(i)])
      return Number(a ^ b)
    }),
  }), shape))
