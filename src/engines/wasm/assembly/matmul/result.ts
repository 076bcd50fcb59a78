import { storeSome } from '../reduction/units'
import { loadSome } from './load-some'

/**
 * Adds one row of a tile to the result, or begins the result with it. `columns` of the last vector are there, 1 to 4.
 * The total stands first and the block's sum is added to it.
 */
@inline export function addRow(vectors: i32, columns: i32, begins: bool, out: usize, c0: v128, c1: v128, c2: v128, c3: v128): void {
  const edge = out + ((vectors - 1) << 4)
  let last = vectors == 1 ? c0 : vectors == 2 ? c1 : vectors == 3 ? c2 : c3
  if (!begins) {
    if (vectors > 1) c0 = f32x4.add(v128.load(out), c0)
    if (vectors > 2) c1 = f32x4.add(v128.load(out, 16), c1)
    if (vectors > 3) c2 = f32x4.add(v128.load(out, 32), c2)
    last = f32x4.add(columns == 4 ? v128.load(edge) : loadSome(edge, columns), last)
  }
  if (vectors > 1) v128.store(out, c0)
  if (vectors > 2) v128.store(out, c1, 16)
  if (vectors > 3) v128.store(out, c2, 32)
  storeSome(edge, last, columns)
}
