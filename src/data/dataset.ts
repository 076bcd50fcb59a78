import { requireThat } from '../misuse.ts'
import { requireSizes, showShape, sizeOf } from '../shape/size.ts'
import { hostTensor, requireTensor } from '../tensor/host.ts'
import { storageFrom } from '../tensor/kernels/storage.ts'
import type { DType, Fixed, Shape, Tensor } from '../tensor.ts'
import { asRows, rowCount, type Rows, rowsAt } from './rows.ts'

/**
 * Examples in memory: row i of `x` is the input of example i, row i of `labels` what it should give. `X` and `T` are the
 * shapes of one example, such as `[64]` and `[10]`; how many there are is known when the data is there.
 */
export type Dataset<X extends Shape, T extends Shape, DX extends DType = 'float', DT extends DType = 'float'> = {
  readonly x: Tensor<readonly [number, ...X], DX>
  readonly labels: Tensor<readonly [number, ...T], DT>
}

/** How many examples there are. */
export const countOf = ({ x }: { readonly x: Tensor }): number => rowCount(x)

/**
 * A dataset of tensors whose first axis counts the examples.
 *
 * Throws `Misuse` where there are not as many labels as inputs.
 */
export const dataset = <N extends number, X extends Shape, T extends Shape, DX extends DType, DT extends DType>(
  x: Tensor<readonly [N, ...X], DX>, labels: Tensor<readonly [NoInfer<N>, ...T], DT>,
): Dataset<X, T, DX, DT> => {
  requireTensor('dataset, x', x)
  requireTensor('dataset, labels', labels)
  requireThat(x.shape.length > 0 && labels.shape.length > 0, 'dataset', () =>
    `x is ${showShape(x.shape)}, labels are ${showShape(labels.shape)}: both need a first axis that counts the examples`)
  requireThat(rowCount(x) === rowCount(labels), 'dataset', () =>
    `x ${showShape(x.shape)} has ${rowCount(x)} examples, labels ${showShape(labels.shape)} have ${rowCount(labels)}`)
  return { x: asRows<N, X, DX>(x), labels: asRows<NoInfer<N>, T, DT>(labels) }
}

/**
 * A dataset of rows of plain numbers, each as many as the shape of one example holds:
 * `datasetOf({ x: [4], labels: [3] }, rows, oneHotRows)`. The numbers are copied in and rounded once to f32.
 *
 * Throws `Misuse` where there are no rows or not as many labels, and for a row of another length.
 */
export const datasetOf = <const X extends Shape, const T extends Shape>(
  shapes: { readonly x: X & Fixed<X>, readonly labels: T & Fixed<T> },
  rows: readonly (readonly number[])[], labels: readonly (readonly number[])[],
): Dataset<X, T> =>
  dataset<number, X, T, 'float', 'float'>(fromRows<X>('x', shapes.x, rows), fromRows<T>('labels', shapes.labels, labels))

const fromRows = <R extends Shape>(name: string, row: R, rows: readonly (readonly number[])[]): Rows<R, 'float'> => {
  requireSizes('datasetOf', row)
  requireThat(rows.length > 0, 'datasetOf', () => `${name} has no rows`)
  const wrong = rows.findIndex(({ length }) => length !== sizeOf(row))
  requireThat(wrong === -1, 'datasetOf', () => `row ${wrong} of ${name} has ${rows[wrong]?.length} numbers, ${showShape(row)} holds ${sizeOf(row)}`)
  const shape: readonly [number, ...R] = [rows.length, ...row]
  return hostTensor<readonly [number, ...R], 'float'>(shape, 'float', storageFrom('float', 'f32', rows.flat()))
}

/** The examples with these numbers, in this order. Throws `Misuse` for a number that no example has, and for none at all. */
export const examplesAt = <X extends Shape, T extends Shape, DX extends DType, DT extends DType>(
  of: Dataset<X, T, DX, DT>, numbers: readonly number[],
): Dataset<X, T, DX, DT> => {
  const count = countOf(of)
  requireThat(numbers.length > 0, 'examplesAt', () => 'no example was asked for')
  const wrong = numbers.findIndex((i) => !Number.isInteger(i) || i < 0 || i >= count)
  requireThat(wrong === -1, 'examplesAt', () => `${numbers[wrong]} is not an example from 0 to ${count - 1}`)
  return {
    x: rowsAt<number, X, DX>('examplesAt', of.x, numbers.length, numbers),
    labels: rowsAt<number, T, DT>('examplesAt', of.labels, numbers.length, numbers),
  }
}
