// A matrix product whose left operand is windows of an array, read where they lie: nothing is written out. Its element in row
// i at step k lies `rows[i] + steps[k]` bytes behind the array's beginning; both tables are made when the plan is.

import { share } from '../reduction/units'
import { addRow } from './add-row'
import { packRows } from './pack-right'
import { CHUNK, DEPTH, SHARERS, TILE_COLUMNS, WINDOW_ROWS } from './tiles'

/** Two operations, each of which rounds. */
@inline function plus(total: v128, x: v128, y: v128): v128 {
  return f32x4.add(total, f32x4.mul(x, y))
}

/**
 * One tile over one block of k: `rows` (1, 2 or 4) by `vectors` (1 to 4, of 4 rows 1 or 2) of the result, as in `kernel.ts`. The
 * rows of the left operand begin at a, b, c and d.
 */
@inline function tile(
  rows: i32, vectors: i32, depth: i32, a: usize, b: usize, c: usize, d: usize, steps: usize, right: usize, stride: usize,
  out: usize, outRow: usize, columns: i32, begins: bool,
): void {
  let x = f32x4.splat(0), r0 = x, r1 = x, r2 = x, r3 = x
  let a0 = x, a1 = x, a2 = x, a3 = x, b0 = x, b1 = x, b2 = x, b3 = x, c0 = x, c1 = x, d0 = x, d1 = x
  const end = steps + (<usize>depth << 2)
  while (steps != end) {
    const step = <usize>load<u32>(steps)
    r0 = v128.load(right)
    if (vectors > 1) r1 = v128.load(right, 16)
    if (vectors > 2) r2 = v128.load(right, 32)
    if (vectors > 3) r3 = v128.load(right, 48)
    x = v128.load_splat<f32>(a + step)
    a0 = plus(a0, x, r0)
    if (vectors > 1) a1 = plus(a1, x, r1)
    if (vectors > 2) a2 = plus(a2, x, r2)
    if (vectors > 3) a3 = plus(a3, x, r3)
    if (rows > 1) x = v128.load_splat<f32>(b + step)
    if (rows > 1) b0 = plus(b0, x, r0)
    if (rows > 1 && vectors > 1) b1 = plus(b1, x, r1)
    if (rows > 1 && vectors > 2) b2 = plus(b2, x, r2)
    if (rows > 1 && vectors > 3) b3 = plus(b3, x, r3)
    if (rows > 2) x = v128.load_splat<f32>(c + step)
    if (rows > 2) c0 = plus(c0, x, r0)
    if (rows > 2 && vectors > 1) c1 = plus(c1, x, r1)
    if (rows > 2) x = v128.load_splat<f32>(d + step)
    if (rows > 2) d0 = plus(d0, x, r0)
    if (rows > 2 && vectors > 1) d1 = plus(d1, x, r1)
    right += stride
    steps += 4
  }
  addRow(vectors, columns, begins, out, a0, a1, a2, a3)
  if (rows > 1) addRow(vectors, columns, begins, out + outRow, b0, b1, b2, b3)
  if (rows > 2) addRow(vectors, columns, begins, out + 2 * outRow, c0, c1, x, x)
  if (rows > 2) addRow(vectors, columns, begins, out + 3 * outRow, d0, d1, x, x)
}

@inline function row(x: usize, rows: usize, i: i32): usize {
  return x + <usize>load<u32>(rows + (<usize>i << 2))
}

/** Rows `top` to `bottom`, `height` (2 or 4) at a time, then one at a time. */
@inline function tiles(
  height: i32, vectors: i32, top: i32, bottom: i32, depth: i32, x: usize, rows: usize, steps: usize, right: usize, stride: usize,
  out: usize, outRow: usize, columns: i32, begins: bool,
): void {
  for (; top + height <= bottom; top += height) {
    const third = height > 2 ? row(x, rows, top + 2) : 0
    const fourth = height > 2 ? row(x, rows, top + 3) : 0
    tile(height, vectors, depth, row(x, rows, top), row(x, rows, top + 1), third, fourth, steps, right, stride, out, outRow, columns, begins)
    out += outRow * height
  }
  for (; top < bottom; top++) {
    tile(1, vectors, depth, row(x, rows, top), 0, 0, 0, steps, right, stride, out, outRow, columns, begins)
    out += outRow
  }
}

// A function for each width: with all of them in one, engines give out registers less well.

function oneVector(
  top: i32, bottom: i32, depth: i32, x: usize, rows: usize, steps: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(4, 1, top, bottom, depth, x, rows, steps, right, stride, out, outRow, columns, begins)
}

function twoVectors(
  top: i32, bottom: i32, depth: i32, x: usize, rows: usize, steps: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(4, 2, top, bottom, depth, x, rows, steps, right, stride, out, outRow, columns, begins)
}

function threeVectors(
  top: i32, bottom: i32, depth: i32, x: usize, rows: usize, steps: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(2, 3, top, bottom, depth, x, rows, steps, right, stride, out, outRow, columns, begins)
}

function fourVectors(
  top: i32, bottom: i32, depth: i32, x: usize, rows: usize, steps: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(2, 4, top, bottom, depth, x, rows, steps, right, stride, out, outRow, columns, begins)
}

/**
 * out = a b, n × k by k × m, where a is windows of x; to the bit as `engines/eager/kernels/matmul.ts` says. Every thread calls it
 * alike and computes rows of its own; it packs the right operand for itself where that is not whole vectors.
 */
export function windowProduct(
  n: i32, k: i32, m: i32, x: usize, b: usize, out: usize, scratch: usize, rows: usize, steps: usize, thread: i32, threads: i32,
): void {
  const units = (n + WINDOW_ROWS - 1) / WINDOW_ROWS
  const sharers = min(min(threads, SHARERS), units)
  if (thread >= sharers) return
  let top = share(units, thread, sharers) * WINDOW_ROWS
  const bottom = min(share(units, thread + 1, sharers) * WINDOW_ROWS, n)
  const isPacked = m % 4 != 0
  const panel = scratch + (<usize>(thread * TILE_COLUMNS * min(k, DEPTH)) << 2)
  const rightRow = <usize>m << 2
  for (; top < bottom; top += CHUNK) {
    const end = min(top + CHUNK, bottom)
    for (let start = 0; start < k; start += DEPTH) {
      const depth = min(DEPTH, k - start)
      for (let column = 0; column < m; column += TILE_COLUMNS) {
        const columns = min(TILE_COLUMNS, m - column)
        const last = ((columns - 1) & 3) + 1
        const to = out + <usize>top * rightRow + (<usize>column << 2)
        const at = steps + (<usize>start << 2)
        let right = b + <usize>start * rightRow + (<usize>column << 2)
        let stride = rightRow
        if (isPacked) {
          packRows(depth, columns, right, rightRow, panel)
          right = panel
          stride = <usize>((columns + 3) >> 2) << 4
        }
        const begins = start == 0
        if (columns > 12) fourVectors(top, end, depth, x, rows, at, right, stride, to, rightRow, last, begins)
        else if (columns > 8) threeVectors(top, end, depth, x, rows, at, right, stride, to, rightRow, last, begins)
        else if (columns > 4) twoVectors(top, end, depth, x, rows, at, right, stride, to, rightRow, last, begins)
        else oneVector(top, end, depth, x, rows, at, right, stride, to, rightRow, last, begins)
      }
    }
  }
}
