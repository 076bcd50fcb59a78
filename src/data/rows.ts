import { requireThat } from '../misuse.ts'
import { requireSizes, showShape, sizeOf } from '../shape/size.ts'
import { hostTensor, requireTensor, storageOf } from '../tensor/host.ts'
import { allocate, type Storage } from '../tensor/kernels/storage.ts'
import type { DType, Fixed, Shape, Some, Tensor } from '../tensor.ts'
import { gatherRowsInto, joinInto } from './kernels/gather-rows.ts'

/** A tensor whose first axis counts rows of shape `R`. */
export type Rows<R extends Shape, D extends DType> = Tensor<readonly [number, ...R], D>

/** How many rows there are. */
export const rowCount = ({ shape }: Tensor): number => (shape as Shape)[0] ?? 0

/** The shape of one row. */
export const rowShape = <R extends Shape>({ shape }: { readonly shape: readonly [number, ...R] }): R =>
  // The compiler forgets what the rest of a tuple is once it is cut off.
  shape.slice(1) as Shape as R

/** A tensor whose number of rows the compiler need not know. */
export const asRows = <N extends number, R extends Shape, D extends DType>(x: Tensor<readonly [N, ...R], D>): Rows<R, D> =>
  // The shape parameter is invariant, and a literal number of rows is a number.
  x as Tensor

/**
 * The numbers of a tensor as rows of a written shape, for data whose shape only its file knows: `inRows([784], images)` of images
 * `[60000, 28, 28]` is `[60000, 784]`. Nothing is copied.
 *
 * Throws `Misuse` where the rows do not come out whole.
 */
export const inRows = <const R extends Shape, D extends DType>(row: R & Fixed<R>, x: Tensor<Some, D>): Rows<R, D> => {
  requireSizes('inRows', row)
  const own: R = row
  const [count, size] = [rowCount(requireTensor('inRows', x)), sizeOf(row)]
  requireThat(count * size === sizeOf(x.shape), 'inRows', () =>
    `the rows of ${showShape(x.shape)} hold ${sizeOf(x.shape) / count} numbers, ${showShape(row)} holds ${size}`)
  const shape: readonly [number, ...R] = [count, ...own]
  return hostTensor<readonly [number, ...R], D>(shape, x.dtype, storageOf('inRows', x))
}

/** A fresh tensor of the kind and precision of another. */
export const like = <S extends Shape, D extends DType>(
  operation: string, x: Tensor<Some, D>, shape: S, fill: (out: Storage, from: Storage) => void,
): Tensor<S, D> => {
  const from = storageOf(operation, x)
  const out = allocate(x.dtype, from instanceof Float64Array ? 'f64' : 'f32', sizeOf(shape))
  fill(out, from)
  return hostTensor(shape, x.dtype, out)
}

/**
 * The rows with these numbers, in this order, as a tensor of `count`; row −1 is all zeros. The numbers are copied, and keep
 * their kind and precision.
 */
export const rowsAt = <N extends number, R extends Shape, D extends DType>(
  operation: string, x: Rows<R, D>, count: N, numbers: ArrayLike<number>,
): Tensor<readonly [N, ...R], D> => {
  requireThat(numbers.length === count, operation, () => `${numbers.length} rows for a tensor of ${count}`)
  const row = rowShape<R>(x)
  const shape: readonly [N, ...R] = [count, ...row]
  return like(operation, x, shape, (out, from) => { gatherRowsInto(out, from, numbers, sizeOf(row)) })
}

/** Tensors of one row's shape under one another. */
export const rowsUnder = <R extends Shape, D extends DType>(operation: string, first: Rows<R, D>, others: readonly Rows<R, D>[]): Rows<R, D> => {
  const parts = [first, ...others]
  const count = parts.reduce((sum, part) => sum + rowCount(part), 0)
  const shape: readonly [number, ...R] = [count, ...rowShape<R>(first)]
  return like(operation, first, shape, (out) => {
    joinInto(out, parts.map((part) => storageOf(operation, part)))
  })
}
