import type { Storage } from '../../../tensor/kernels/storage.ts'
import type { DType } from '../../../tensor.ts'

/** The 32 bits of one element as the machine keeps it: a mask is all ones or all zeros. */
export const wordOf = (dtype: DType, value: number): number => {
  switch (dtype) {
    case 'float': return new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0
    case 'i32': return value >>> 0
    case 'u32': return value >>> 0
    case 'bool': return value === 0 ? 0 : 0xffffffff
  }
}

/** The numbers of a tensor as the machine keeps them. */
export const wordsOf = (dtype: DType, numbers: Storage): Uint32Array =>
  dtype === 'bool'
    ? Uint32Array.from(numbers, (x) => wordOf('bool', x))
    : new Uint32Array(numbers.slice().buffer)
