/** Skein's key schedule parity for 32-bit words. */
const PARITY: i32 = 0x1bd11bda

@inline function rotated(x: v128, by: i32): v128 {
  return v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by))
}

/** The second words of the last call; its first words are what the call returned. */
let secondWords: v128 = i32x4.splat(0)

/**
 * Threefry-2x32 with 20 rounds on four counters (a, b) at once, under one key. Salmon, Moraes, Dror and Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", 2011; the same as `engines/eager/kernels/threefry.ts`.
 */
function threefry(key0: i32, key1: i32, a: v128, b: v128): v128 {
  let now = i32x4.splat(key0)
  let next = i32x4.splat(key1)
  let last = i32x4.splat(key0 ^ key1 ^ PARITY)
  a = i32x4.add(a, now)
  b = i32x4.add(b, next)
  for (let group = 1; group <= 5; group++) {
    const odd = (group & 1) != 0
    a = i32x4.add(a, b)
    b = v128.xor(rotated(b, odd ? 13 : 17), a)
    a = i32x4.add(a, b)
    b = v128.xor(rotated(b, odd ? 15 : 29), a)
    a = i32x4.add(a, b)
    b = v128.xor(rotated(b, odd ? 26 : 16), a)
    a = i32x4.add(a, b)
    b = v128.xor(rotated(b, odd ? 6 : 24), a)
    // The three words of the schedule take turns.
    const before = now
    now = next
    next = last
    last = before
    a = i32x4.add(a, now)
    b = i32x4.add(b, i32x4.add(next, i32x4.splat(group)))
  }
  secondWords = b
  return a
}

/** y[i] = the two words of threefry(key, (0, i)), one xor the other, for the elements from `start`. */
export function randomBits(to: usize, end: usize, key: usize, start: i32): void {
  const key0 = load<i32>(key)
  const key1 = load<i32>(key, 4)
  let counter = i32x4.add(i32x4.splat(start), i32x4(0, 1, 2, 3))
  for (; to < end; to += 16) {
    const firstWords = threefry(key0, key1, i32x4.splat(0), counter)
    v128.store(to, v128.xor(firstWords, secondWords))
    counter = i32x4.add(counter, i32x4.splat(4))
  }
}

/** out = the two words of threefry(key, (0, data)) */
export function foldIn(key: usize, out: usize, data: i32): void {
  const firstWords = threefry(load<i32>(key), load<i32>(key, 4), i32x4.splat(0), i32x4.splat(data))
  store<i32>(out, i32x4.extract_lane(firstWords, 0))
  store<i32>(out, i32x4.extract_lane(secondWords, 0), 4)
}
