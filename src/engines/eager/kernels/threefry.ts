import type { Storage } from '../../../tensor/kernels/storage.ts'

/** Rotations of Threefry-2x32; the schedule alternates between the two halves every four rounds. */
const ROTATIONS = [[13, 15, 26, 6], [17, 29, 16, 24]] as const
/** Skein's key schedule parity for 32-bit words. */
const PARITY = 0x1bd11bda

/**
 * Threefry-2x32 with 20 rounds: the counter (x0, x1) under the key (k0, k1), all unsigned 32 bits.
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
 */
export const threefry2x32 = (k0: number, k1: number, x0: number, x1: number): readonly [number, number] => {
  const keys = [k0 | 0, k1 | 0, k0 ^ k1 ^ PARITY] as const
  let [a, b] = [(x0 + keys[0]) | 0, (x1 + keys[1]) | 0]
  for (let group = 0; group < 5; group++) {
    for (const rotation of ROTATIONS[(group % 2) as 0 | 1]) {
      a = (a + b) | 0
      b = ((b << rotation) | (b >>> (32 - rotation))) ^ a
    }
    a = (a + keys[((group + 1) % 3) as 0 | 1 | 2]) | 0
    b = (b + keys[((group + 2) % 3) as 0 | 1 | 2] + group + 1) | 0
  }
  return [a >>> 0, b >>> 0]
}

/** out[i] = x0 ^ x1 of the counter (i >>> 32, i). */
export const randomBitsInto = (out: Storage, k0: number, k1: number): Storage => {
  for (let i = 0; i < out.length; i++) {
    const [a, b] = threefry2x32(k0, k1, Math.floor(i / 2 ** 32), i >>> 0)
    out[i] = (a ^ b) >>> 0
  }
  return out
}

/** out = the two words of threefry(key, (0, data)) */
export const foldInInto = (out: Storage, k0: number, k1: number, data: number): Storage => {
  out.set(threefry2x32(k0, k1, 0, data))
  return out
}
