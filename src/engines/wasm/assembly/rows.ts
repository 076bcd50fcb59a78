import { WRONG_ID, WRONG_NODE, WRONG_PLACE } from './memory-map'
import { share } from './reduction/units'

/** Columns of one share of a scatter. */
const COLUMNS: i32 = 16

/** Notes the first id that is outside the table, for the host to complain of. */
function check(ids: usize, count: i32, rows: i32, node: i32): void {
  if (load<i32>(WRONG_NODE) != 0) return
  for (let i = 0; i < count; i++) {
    const id = load<i32>(ids + (<usize>i << 2))
    if (<u32>id >= <u32>rows) {
      store<i32>(WRONG_NODE, node + 1)
      store<i32>(WRONG_PLACE, i)
      store<i32>(WRONG_ID, id)
      return
    }
  }
}

/** out[i, …] = table[ids[i], …], with rows of `width` elements. A row that the table does not have is left as it is. */
export function gather(
  table: usize, ids: usize, out: usize, rows: i32, count: i32, width: i32, node: i32, thread: i32, threads: i32,
): void {
  if (thread == 0) check(ids, count, rows, node)
  const bytes = <usize>width << 2
  const last = share(count, thread + 1, threads)
  for (let i = share(count, thread, threads); i < last; i++) {
    const id = load<i32>(ids + (<usize>i << 2))
    if (<u32>id < <u32>rows) memory.copy(out + <usize>i * bytes, table + <usize>id * bytes, bytes)
  }
}

/** out = 0, then out[ids[i], …] += updates[i, …], upward in i. Threads share the columns, so that no order depends on them. */
export function scatterAdd(
  out: usize, ids: usize, updates: usize, rows: i32, count: i32, width: i32, node: i32, thread: i32, threads: i32,
): void {
  if (thread == 0) check(ids, count, rows, node)
  const parts = (width + COLUMNS - 1) / COLUMNS
  const first = share(parts, thread, threads) * COLUMNS
  const columns = min(share(parts, thread + 1, threads) * COLUMNS, width) - first
  if (columns <= 0) return
  const bytes = <usize>width << 2
  const start = <usize>first << 2
  for (let row = 0; row < rows; row++) memory.fill(out + <usize>row * bytes + start, 0, <usize>columns << 2)
  for (let i = 0; i < count; i++) {
    const id = load<i32>(ids + (<usize>i << 2))
    if (<u32>id < <u32>rows) addRow(out + <usize>id * bytes + start, updates + <usize>i * bytes + start, columns)
  }
}

function addRow(to: usize, from: usize, columns: i32): void {
  let i = 0
  for (; i + 4 <= columns; i += 4) {
    const at = <usize>i << 2
    v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)))
  }
  for (; i < columns; i++) {
    const at = <usize>i << 2
    store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at))
  }
}
