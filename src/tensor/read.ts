import { requireThat } from '../misuse.ts'
import { showShape } from '../shape/size.ts'
import type { DType, Scalar, Shape, Tensor } from '../tensor.ts'
import type { Nested } from './construct.ts'
import { storageOf } from './host.ts'

/** The numbers in row-major order, copied out. */
export const toFlat = (x: Tensor): readonly number[] => Array.from(storageOf('toFlat', x))

/** Nested arrays for a shape: one level an axis. */
export type NestedArrays<S extends Shape, E> = S extends readonly [number, ...infer R extends Shape] ? readonly NestedArrays<R, E>[] : E

/** The numbers as nested arrays, copied out; masks as booleans. */
export const toNested = <S extends Shape, D extends DType>(x: Tensor<S, D>): NestedArrays<S, D extends 'bool' ? boolean : number> => {
  const elements: readonly Nested[] = toFlat(x).map((v) => x.dtype === 'bool' ? v !== 0 : v)
  const [whole] = x.shape.reduceRight((rows, size) => chunk(rows, size), elements)
  // Rows were cut off as the shape says, which the compiler cannot follow.
  return whole as NestedArrays<S, D extends 'bool' ? boolean : number>
}

/** The one number of a scalar; `Misuse` for any other shape. */
export const item = (x: Scalar): number => {
  const shape: Shape = x.shape
  requireThat(shape.length === 0, 'item', () => `takes a single number, not ${showShape(shape)}`)
  return storageOf('item', x)[0] ?? NaN
}

const chunk = (rows: readonly Nested[], size: number): readonly Nested[] =>
  Array.from({ length: rows.length / size }, (_, i) => rows.slice(i * size, (i + 1) * size))
