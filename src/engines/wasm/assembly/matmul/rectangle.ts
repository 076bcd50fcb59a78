import { packLeft } from './pack-left'
import { packAndMultiply, packColumns, packRows } from './pack-right'
import { strip } from './strip'
import { CHUNK, DEPTH, packedBytes, packsLeft, packsRight, TILE_COLUMNS, TILE_ROWS } from './tiles'

/** In `flags`: the operand is read transposed. */
const LEFT_TRANSPOSED = 1
const RIGHT_TRANSPOSED = 2

/**
 * A rectangle of one product of matrices: rows `top` to `bottom`, columns `first` to `last`. Chunk by chunk of rows, block by
 * block of k (the result in memory is the running total), and panel by panel of columns.
 */
export function rectangle(
  flags: i32, n: i32, k: i32, m: i32, a: usize, b: usize, out: usize, scratch: usize, thread: i32,
  top: i32, bottom: i32, first: i32, last: i32,
): void {
  const leftTransposed = (flags & LEFT_TRANSPOSED) != 0
  const rightTransposed = (flags & RIGHT_TRANSPOSED) != 0
  const leftIsPacked = packsLeft(leftTransposed, n, k, m)
  const rightIsPacked = packsRight(rightTransposed, n, m)
  const panel = scratch + <usize>thread * <usize>packedBytes(k, leftIsPacked)
  const chunk = panel + <usize>packedBytes(k, false)
  // How far apart neighbours lie in memory: along k and along the other axis, of each operand.
  const leftStep: usize = leftTransposed ? <usize>n << 2 : 4
  const leftRow: usize = leftTransposed ? 4 : <usize>k << 2
  const rightStep: usize = rightTransposed ? 4 : <usize>m << 2
  const rightColumn: usize = rightTransposed ? <usize>k << 2 : 4
  const outRow = <usize>m << 2

  for (; top < bottom; top += CHUNK) {
    const rows = min(CHUNK, bottom - top)
    for (let start = 0; start < k; start += DEPTH) {
      const depth = min(DEPTH, k - start)
      let left = a + <usize>top * leftRow + <usize>start * leftStep
      let pair = leftRow, step = leftStep, next: usize = 2 * leftRow
      if (leftIsPacked) {
        packLeft(rows, depth, left, leftStep, chunk)
        left = chunk
        pair = 4
        step = 8
        next = <usize>depth << 3
      }
      for (let column = first; column < last; column += TILE_COLUMNS) {
        const columns = min(TILE_COLUMNS, last - column)
        let right = b + <usize>start * rightStep + <usize>column * rightColumn
        let stride = rightStep
        const to = out + <usize>top * outRow + (<usize>column << 2)
        let done: usize = 0
        if (rightIsPacked) {
          if (rightTransposed) packColumns(depth, columns, right, rightColumn, panel)
          else if (columns == TILE_COLUMNS && rows >= TILE_ROWS) {
            packAndMultiply(depth, left, pair, step, right, rightStep, panel, to, outRow, start == 0)
            done = 1
          } else packRows(depth, columns, right, rightStep, panel)
          right = panel
          stride = <usize>((columns + 3) >> 2) << 4
        }
        strip(
          columns, rows - <i32>done * TILE_ROWS, depth, left + done * next, pair, step, next, right, stride,
          to + done * TILE_ROWS * outRow, outRow, start == 0,
        )
      }
    }
  }
}
