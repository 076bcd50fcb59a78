import { groups, COLUMNS, share, storeSome } from './units'

/** The largest along the middle axis: x [outer, terms, inner] → out [outer, inner]; NaN if any is. The order does not matter. */
export function max(x: usize, out: usize, outer: i32, terms: i32, inner: i32, thread: i32, threads: i32): void {
  const wide = inner == 1 ? 1 : groups(inner)
  const units = outer * wide
  const last = share(units, thread + 1, threads)
  for (let unit = share(units, thread, threads); unit < last; unit++) {
    const row = unit / wide
    const from = x + (<usize>(row * terms * inner) << 2)
    const to = out + (<usize>(row * inner) << 2)
    if (inner == 1) store<f32>(to, maxOfRow(from, terms))
    else {
      const column = unit % wide * COLUMNS
      const end = min(column + COLUMNS, inner)
      for (let four = column; four < end; four += 4) {
        maxOfColumns(from + (<usize>four << 2), to + (<usize>four << 2), terms, inner, inner - four)
      }
    }
  }
}

function maxOfRow(x: usize, count: i32): f32 {
  let largest = f32x4.splat(-Infinity)
  let i = 0
  for (; i + 4 <= count; i += 4) largest = f32x4.max(largest, v128.load(x + (<usize>i << 2)))
  let result = f32.max(
    f32.max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    f32.max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)))
  for (; i < count; i++) result = f32.max(result, load<f32>(x + (<usize>i << 2)))
  return result
}

function maxOfColumns(x: usize, to: usize, count: i32, stride: i32, columns: i32): void {
  let largest = f32x4.splat(-Infinity)
  for (let i = 0; i < count; i++) largest = f32x4.max(largest, v128.load(x + (<usize>(i * stride) << 2)))
  storeSome(to, largest, columns)
}
