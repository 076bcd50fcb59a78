import { tile } from './kernel'
import { TILE_ROWS } from './tiles'

/**
 * Tile by tile; an odd last row is a tile of its own. `next` is how far one pair of rows of the left operand lies behind the
 * pair before; the other words are those of `tile`.
 */
@inline function tiles(
  vectors: i32, rows: i32, depth: i32, left: usize, pair: usize, step: usize, next: usize, right: usize, stride: usize,
  out: usize, outRow: usize, columns: i32, begins: bool,
): void {
  for (; rows >= TILE_ROWS; rows -= TILE_ROWS) {
    tile(2, vectors, false, depth, left, pair, step, right, stride, 0, out, outRow, columns, begins)
    left += next
    out += outRow * TILE_ROWS
  }
  if (rows > 0) tile(1, vectors, false, depth, left, pair, step, right, stride, 0, out, outRow, columns, begins)
}

// A function for each width: with all of them in one, engines give out registers less well.

function oneVector(
  rows: i32, depth: i32, left: usize, pair: usize, step: usize, next: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(1, rows, depth, left, pair, step, next, right, stride, out, outRow, columns, begins)
}

function twoVectors(
  rows: i32, depth: i32, left: usize, pair: usize, step: usize, next: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(2, rows, depth, left, pair, step, next, right, stride, out, outRow, columns, begins)
}

function threeVectors(
  rows: i32, depth: i32, left: usize, pair: usize, step: usize, next: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(3, rows, depth, left, pair, step, next, right, stride, out, outRow, columns, begins)
}

function fourVectors(
  rows: i32, depth: i32, left: usize, pair: usize, step: usize, next: usize, right: usize, stride: usize, out: usize, outRow: usize,
  columns: i32, begins: bool,
): void {
  tiles(4, rows, depth, left, pair, step, next, right, stride, out, outRow, columns, begins)
}

/** All rows of a chunk times one panel of `columns` columns, 1 to 16. */
@inline export function strip(
  columns: i32, rows: i32, depth: i32, left: usize, pair: usize, step: usize, next: usize, right: usize, stride: usize,
  out: usize, outRow: usize, begins: bool,
): void {
  const last = ((columns - 1) & 3) + 1
  if (columns > 12) fourVectors(rows, depth, left, pair, step, next, right, stride, out, outRow, last, begins)
  else if (columns > 8) threeVectors(rows, depth, left, pair, step, next, right, stride, out, outRow, last, begins)
  else if (columns > 4) twoVectors(rows, depth, left, pair, step, next, right, stride, out, outRow, last, begins)
  else oneVector(rows, depth, left, pair, step, next, right, stride, out, outRow, last, begins)
}
