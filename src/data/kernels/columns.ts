import type { Storage } from '../../tensor/kernels/storage.ts'

/** Writes `round(round(x − a) / b)`, with an a and a b for each of the columns, which repeat along x. */
export const shiftAndDivideInto = (
  out: Storage, x: ArrayLike<number>, a: ArrayLike<number>, b: ArrayLike<number>, round: (x: number) => number,
): void => {
  const columns = a.length
  for (let start = 0; start < out.length; start += columns) {
    for (let c = 0; c < columns; c++) out[start + c] = round(round(x[start + c]! - a[c]!) / b[c]!)
  }
}

/** The smallest and the largest number of every column; NaN where there is one. */
export const rangesOf = (x: ArrayLike<number>, columns: number): readonly [smallest: Float64Array, largest: Float64Array] => {
  const [smallest, largest] = [new Float64Array(columns).fill(Infinity), new Float64Array(columns).fill(-Infinity)]
  for (let i = 0; i < x.length; i++) {
    const c = i % columns
    smallest[c] = Math.min(smallest[c]!, x[i]!)
    largest[c] = Math.max(largest[c]!, x[i]!)
  }
  return [smallest, largest]
}
