import type { Scalar, Tensor } from '../tensor.ts'
import type { Nested } from './construct.ts'
import { storageOf } from './host.ts'

/** The numbers in row-major order, copied out. */
export const toFlat = (x: Tensor): readonly number[] => Array.from(storageOf('toFlat', x))

/** The numbers as nested arrays, copied out; masks as booleans. */
export const toNested = (x: Tensor): Nested => {
  const elements: readonly Nested[] = toFlat(x).map((v) => x.dtype === 'bool' ? v !== 0 : v)
  const [whole] = (x.shape as readonly number[]).reduceRight((rows, size) => chunk(rows, size), elements)
  return whole ?? []
}

/** The one number of a scalar. */
export const item = (x: Scalar): number => storageOf('item', x)[0] ?? NaN

const chunk = (rows: readonly Nested[], size: number): readonly Nested[] =>
  Array.from({ length: rows.length / size }, (_, i) => rows.slice(i * size, (i + 1) * size))
