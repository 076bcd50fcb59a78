import { share } from '../reduction/units'
import { rectangle } from './rectangle'
import { SHARERS, TILE_COLUMNS, TILE_ROWS } from './tiles'

/**
 * out = a b for each of `batch` pairs of matrices, n × k by k × m, to the bit as `engines/eager/kernels/matmul.ts` says. Bits 0
 * and 1 of `flags`: a and b are read transposed. Every thread calls it alike and computes pairs of rows, or panels of columns
 * where there are more columns; it packs for itself, so none waits for another.
 */
export function matmul(
  flags: i32, batch: i32, n: i32, k: i32, m: i32, a: usize, b: usize, out: usize, scratch: usize, thread: i32, threads: i32,
): void {
  const byColumns = m >= n
  const size = byColumns ? TILE_COLUMNS : TILE_ROWS
  const perMatrix = byColumns ? (m + TILE_COLUMNS - 1) / TILE_COLUMNS : (n + TILE_ROWS - 1) / TILE_ROWS
  const units = batch * perMatrix
  const sharers = min(min(threads, SHARERS), units)
  if (thread >= sharers) return
  // Divisions would be most of the time that a product of a few numbers takes.
  const end = sharers == 1 ? units : share(units, thread + 1, sharers)
  let unit = sharers == 1 ? 0 : share(units, thread, sharers)
  while (unit < end) {
    const matrix = batch == 1 ? 0 : unit / perMatrix
    const first = unit - matrix * perMatrix
    const last = min(perMatrix, first + end - unit)
    const from = first * size
    const to = min(last * size, byColumns ? m : n)
    rectangle(
      flags, n, k, m, a + (<usize>(matrix * n * k) << 2), b + (<usize>(matrix * k * m) << 2), out + (<usize>(matrix * n * m) << 2),
      scratch, thread, byColumns ? 0 : from, byColumns ? n : to, byColumns ? from : 0, byColumns ? to : m,
    )
    unit += last - first
  }
}
