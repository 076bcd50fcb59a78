// A panel of the right operand, packed: up to 16 columns, each row as whole vectors, row behind row. It stays in the
// first-level cache while all rows of a chunk pass by.

import { tile } from './kernel'
import { loadSome } from './load-some'

/** Packs a panel while the first pair of rows is multiplied by it: 16 columns that lie side by side. */
export function packAndMultiply(
  depth: i32, left: usize, pair: usize, step: usize, right: usize, stride: usize, to: usize,
  out: usize, outRow: usize, begins: bool,
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
    const second = columns > 1 ? stride : 0
    const third = columns > 2 ? stride * 2 : 0
    const fourth = columns > 3 ? stride * 3 : 0
    packFourColumns(depth, from, from + second, from + third, from + fourth, to, row)
    from += 4 * stride
    to += 16
  }
}

/** Four columns into one vector for each k: squares of four by four are turned in registers. */
function packFourColumns(depth: i32, x: usize, y: usize, z: usize, w: usize, to: usize, row: usize): void {
  let k = 0
  for (; k + 4 <= depth; k += 4) {
    const xs = v128.load(x), ys = v128.load(y), zs = v128.load(z), ws = v128.load(w)
    const xy01 = v128.shuffle<f32>(xs, ys, 0, 4, 1, 5), xy23 = v128.shuffle<f32>(xs, ys, 2, 6, 3, 7)
    const zw01 = v128.shuffle<f32>(zs, ws, 0, 4, 1, 5), zw23 = v128.shuffle<f32>(zs, ws, 2, 6, 3, 7)
    v128.store(to, v128.shuffle<f64>(xy01, zw01, 0, 2))
    v128.store(to + row, v128.shuffle<f64>(xy01, zw01, 1, 3))
    v128.store(to + 2 * row, v128.shuffle<f64>(xy23, zw23, 0, 2))
    v128.store(to + 3 * row, v128.shuffle<f64>(xy23, zw23, 1, 3))
    x += 16
    y += 16
    z += 16
    w += 16
    to += 4 * row
  }
  for (; k < depth; k++) {
    store<f32>(to, load<f32>(x))
    store<f32>(to, load<f32>(y), 4)
    store<f32>(to, load<f32>(z), 8)
    store<f32>(to, load<f32>(w), 12)
    x += 4
    y += 4
    z += 4
    w += 4
    to += row
  }
}
