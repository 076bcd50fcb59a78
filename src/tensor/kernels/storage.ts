import type { DType } from '../../tensor.ts'

/** The numbers of a tensor, row-major. Read only: who writes into it breaks every promise of the library. */
export type Storage = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array

/** The precision in which real numbers are kept. */
export type Precision = 'f32' | 'f64'

/** Room for `length` elements of a kind, all 0. */
export const allocate = (dtype: DType, precision: Precision, length: number): Storage => {
  switch (dtype) {
    case 'float': return precision === 'f32' ? new Float32Array(length) : new Float64Array(length)
    case 'i32': return new Int32Array(length)
    case 'u32': return new Uint32Array(length)
    case 'bool': return new Uint8Array(length)
  }
}

/** Numbers copied into storage of their own; real numbers are rounded once. */
export const storageFrom = (dtype: DType, precision: Precision, numbers: ArrayLike<number>): Storage => {
  const storage = allocate(dtype, precision, numbers.length)
  storage.set(numbers)
  return storage
}
