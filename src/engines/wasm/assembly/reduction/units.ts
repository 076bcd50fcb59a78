/** Columns that a reduction takes at once: one line of the cache. */
export const COLUMNS: i32 = 16

/** Where a thread's share of so many units of work begins. */
@inline export function share(units: i32, thread: i32, threads: i32): i32 {
  return <i32>(<i64>units * thread / threads)
}

/** Groups of columns in a row. */
@inline export function groups(columns: i32): i32 {
  return (columns + COLUMNS - 1) / COLUMNS
}

/** Stores the first `count` of four elements, at most four; another thread may write what follows. */
@inline export function storeSome(to: usize, x: v128, count: i32): void {
  if (count >= 4) v128.store(to, x)
  else if (count > 0) {
    store<f32>(to, f32x4.extract_lane(x, 0))
    if (count > 1) store<f32>(to, f32x4.extract_lane(x, 1), 4)
    if (count > 2) store<f32>(to, f32x4.extract_lane(x, 2), 8)
  }
}
