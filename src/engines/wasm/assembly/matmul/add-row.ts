import { storeSome } from '../reduction/units'
import { loadSome } from './load-some'

/**
 * Adds one row of a tile to the totals in memory, or begins them with it: up to four vectors, the last of which has
 * `columns` numbers, 1 to 4. The numbers behind it may be another thread's, and are neither read nor written.
 */
@inline export function addRow(vectors: i32, columns: i32, begins: bool, out: usize, x0: v128, x1: v128, x2: v128, x3: v128): void {
  const end = out + ((vectors - 1) << 4)
  let last = vectors == 1 ? x0 : vectors == 2 ? x1 : vectors == 3 ? x2 : x3
  if (!begins) {
    if (vectors > 1) x0 = f32x4.add(v128.load(out), x0)
    if (vectors > 2) x1 = f32x4.add(v128.load(out, 16), x1)
    if (vectors > 3) x2 = f32x4.add(v128.load(out, 32), x2)
    last = f32x4.add(columns == 4 ? v128.load(end) : loadSome(end, columns), last)
  }
  if (vectors > 1) v128.store(out, x0)
  if (vectors > 2) v128.store(out, x1, 16)
  if (vectors > 3) v128.store(out, x2, 32)
  storeSome(end, last, columns)
}
