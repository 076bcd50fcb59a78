import type { Storage } from '../../../tensor/kernels/storage.ts'

/** Terms of a product are summed in blocks of this many. */
const BLOCK = 256

/** Where element (row, column) of one operand lies: `offset + row · rowStride + column · columnStride`. */
export interface View {
  readonly numbers: Storage
  readonly offset: number
  readonly rowStride: number
  readonly columnStride: number
}

/**
 * out[i, j] = Σₖ a[i, k] b[k, j], for n × k by k × m. Within a block of 256 the products, each rounded, are added upward from
 * +0; the sums of the blocks are added upward. A transposed operand is only read with its strides exchanged.
 */
export const matmulInto = (
  out: Storage, outOffset: number, a: View, b: View, n: number, k: number, m: number, round: (x: number) => number,
): void => {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let total = 0
      for (let start = 0; start < k; start += BLOCK) {
        const end = Math.min(start + BLOCK, k)
        let partial = 0
        let ai = a.offset + i * a.rowStride + start * a.columnStride
        let bi = b.offset + start * b.rowStride + j * b.columnStride
        for (let p = start; p < end; p++) {
          partial = round(partial + round(a.numbers[ai]! * b.numbers[bi]!))
          ai += a.columnStride
          bi += b.rowStride
        }
        total = start === 0 ? partial : round(total + partial)
      }
      out[outOffset + i * m + j] = total
    }
  }
}
