// The sizes that the matrix product works in, and what follows from them. This file is read by both languages: by the
// machine, and by its host, which sets scratch aside. A number is whatever its caller has, `i32` or TypeScript's.

/** The products of one element are summed in blocks of so many; part of what `matmul` means, see `src/ops.ts`. */
export const DEPTH = 256

/** The part of the result that stays in registers while the kernel goes along k: two rows of four vectors. */
export const TILE_ROWS = 2
export const TILE_COLUMNS = 16

/** Rows of windows that one thread takes at least: as many as are ever in registers. */
export const WINDOW_ROWS = 4

/** So many rows are computed at a time: their part of the left operand stays in the second-level cache. */
export const CHUNK = 128

/** So many threads share a product at most: a plan sets scratch aside before anybody knows how many threads will run it. */
export const SHARERS = 32

/** So far along k a transposed left operand is read where it lies: the lines of its columns stay in the first-level cache. */
const SHALLOW = 16

/** Whether the left operand is packed: where it is read down its columns, for several panels of the right one. */
export function packsLeft<N extends number>(transposed: boolean, n: N, k: N, m: N): boolean {
  return transposed && n > TILE_ROWS && k > SHALLOW && m > TILE_COLUMNS
}

/**
 * Whether the right operand is packed. It is read where it lies when its rows are whole vectors, and either few rows of the
 * left one use it or it is no wider than a panel.
 */
export function packsRight<N extends number>(transposed: boolean, n: N, m: N): boolean {
  return transposed || m % 4 != 0 || (n > TILE_ROWS && m > TILE_COLUMNS)
}

/** Bytes in which one thread packs: a panel of the right operand, and behind it a chunk of the left one. */
export function packedBytes<N extends number>(k: N, leftIsPacked: boolean): number {
  return 4 * (TILE_COLUMNS + (leftIsPacked ? CHUNK : 0)) * (k < DEPTH ? k : DEPTH)
}
