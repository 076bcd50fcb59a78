import { packedBytes, packsLeft, packsRight, SHARERS, TILE_COLUMNS, TILE_ROWS } from './assembly/matmul/tiles.ts'

interface Product {
  readonly transposeLeft: boolean
  readonly transposeRight: boolean
  readonly batch: number
  readonly n: number
  readonly k: number
  readonly m: number
}

/** Bytes in which a product of matrices packs its operands: enough for any number of threads. */
export const matmulScratch = ({ transposeLeft, transposeRight, batch, n, k, m }: Product): number => {
  if (!packsRight(transposeRight, n, m)) return 0
  const units = batch * Math.max(Math.ceil(n / TILE_ROWS), Math.ceil(m / TILE_COLUMNS))
  return Math.min(SHARERS, units) * packedBytes(k, packsLeft(transposeLeft, n, k, m))
}
