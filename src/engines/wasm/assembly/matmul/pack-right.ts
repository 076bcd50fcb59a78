// A panel of the right operand, packed: up to 16 columns, each row as whole vectors, row behind row. A panel stays in the
// first-level cache while all rows of the left operand pass by.

import { tile } from './kernel'
import { loadSome } from './load-some'

/** Packs a panel while the first pair of rows is multiplied by it: 16 columns that lie side by side. */
export function packAndMultiply(
  depth: i32, left: usize, pair: usize, step: usize, right: usize, stride: usize, to: usize, out: usize, outRow: usize, begins: bool,
): void {
  tile(2, 4, true, depth, left, pair, step, right, stride, to, out, outRow, 4, begins)
}

/** Copies a panel whose columns lie side by side, in rows `stride` apart. Lanes behind the last column are zero. */
export function packRows(depth: i32, columns: i32, from: usize, stride: usize, to: usize): void {
  const whole = columns >> 2
  const rest = columns & 3
  for (let k = 0; k < depth; k++) {
    let source = from
    for (let i = 0; i < whole; i++) {
      v128.store(to, v128.load(source))
      source += 16
      to += 16
    }
    if (rest > 0) {
      v128.store(to, loadSome(source, rest))
      to += 16
    }
    from += stride
  }
}

/** Turns a panel of bᵀ, whose columns are rows `stride` apart. Lanes behind the last column repeat the first of their vector. */
export function packColumns(depth: i32, columns: i32, from: usize, stride: usize, to: usize): void {
  const row = <usize>((columns + 3) >> 2) << 4
  for (; columns > 0; columns -= 4) {
    packFourColumns(depth, from, from + (columns > 1 ? stride : 0), from + (columns > 2 ? 2 * stride : 0), from + (columns > 3 ? 3 * stride : 0), to, row)
    from += 4 * stride
    to += 16
  }
}

/** Four columns into one vector per k: squares of four by four are turned in registers. */
function packFourColumns(depth: i32, from0: usize, from1: usize, from2: usize, from3: usize, to: usize, row: usize): void {
  let k = 0
  for (; k + 4 <= depth; k += 4) {
    const c0 = v128.load(from0), c1 = v128.load(from1), c2 = v128.load(from2), c3 = v128.load(from3)
    const low01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7)
    const low23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7)
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2))
    v128.store(to + row, v128.shuffle<f64>(low01, low23, 1, 3))
    v128.store(to + 2 * row, v128.shuffle<f64>(high01, high23, 0, 2))
    v128.store(to + 3 * row, v128.shuffle<f64>(high01, high23, 1, 3))
    from0 += 16
    from1 += 16
    from2 += 16
    from3 += 16
    to += 4 * row
  }
  for (; k < depth; k++) {
    store<f32>(to, load<f32>(from0))
    store<f32>(to, load<f32>(from1), 4)
    store<f32>(to, load<f32>(from2), 8)
    store<f32>(to, load<f32>(from3), 12)
    from0 += 4
    from1 += 4
    from2 += 4
    from3 += 4
    to += row
  }
}
