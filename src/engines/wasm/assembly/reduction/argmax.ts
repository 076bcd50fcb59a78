import { share } from './units'

/** Where the largest stands: x [outer, terms, inner] → out [outer, inner]; the first of equals, a NaN counts as largest. */
export function argmax(x: usize, out: usize, outer: i32, terms: i32, inner: i32, thread: i32, threads: i32): void {
  const units = outer * inner
  const last = share(units, thread + 1, threads)
  for (let unit = share(units, thread, threads); unit < last; unit++) {
    const from = x + (<usize>(unit / inner * terms * inner + unit % inner) << 2)
    store<i32>(out + (<usize>unit << 2), largestOf(from, terms, inner))
  }
}

function largestOf(x: usize, count: i32, stride: i32): i32 {
  let best = 0
  let largest = load<f32>(x)
  for (let i = 1; i < count; i++) {
    const candidate = load<f32>(x + (<usize>(i * stride) << 2))
    if (candidate > largest || (candidate != candidate && largest == largest)) {
      best = i
      largest = candidate
    }
  }
  return best
}
