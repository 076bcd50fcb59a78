import type { Storage } from '../../tensor/kernels/storage.ts'

/** Rows of fewer numbers are copied one by one: below this, the call of `set` costs more than the copying. */
const SHORT = 24

/** Writes row `rows[i]` of `from` as row i of `out`, rows of `width` numbers. Row −1 is left as it is. */
export const gatherRowsInto = (out: Storage, from: Storage, rows: ArrayLike<number>, width: number): void => {
  for (let i = 0; i < rows.length; i++) {
    const [start, to] = [rows[i]! * width, i * width]
    if (start < 0) continue
    if (width < SHORT) for (let j = 0; j < width; j++) out[to + j] = from[start + j]!
    else out.set(from.subarray(start, start + width), to)
  }
}

/** Writes the parts behind one another. */
export const joinInto = (out: Storage, parts: readonly Storage[]): void => {
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
}
