import { requireThat } from '../misuse.ts'
import { coordinatesOf, sameShape, showShape, sizeOf } from '../shape/size.ts'
import { hostTensor, storageOf } from '../tensor/host.ts'
import type { Float, Shape, Tensor } from '../tensor.ts'
import { shiftAndDivideInto } from './kernels/columns.ts'
import { like, rowShape } from './rows.ts'

/**
 * What happens to a column whose numbers are all the same, which no division can spread: `zero` makes it 0 (its divisor is kept as
 * 1), `refuse` is a misuse that names the column.
 */
export type ConstantColumns = 'zero' | 'refuse'

export interface ScaleSettings {
  readonly constantColumns: ConstantColumns
}

/** Something with inputs in rows of shape `X`: a dataset or a batch. */
export interface Examples<X extends Shape> {
  readonly x: Float<readonly [number, ...X]>
}

/** The numbers of the inputs, whose columns are fitted. */
export const fitted = <X extends Shape>(operation: string, x: Float<readonly [number, ...X]>): {
  readonly numbers: ArrayLike<number>, readonly row: X, readonly columns: number
} => {
  const [numbers, row] = [storageOf(operation, x), rowShape<X>(x)]
  return { numbers, row, columns: sizeOf(row) }
}

/** A tensor of one number for each column; refuses one that is not finite, which comes from an example that is not. */
export const ofColumns = <X extends Shape>(operation: string, row: X, numbers: readonly number[]): Float<X> => {
  const wrong = numbers.findIndex((x) => !Number.isFinite(x))
  requireThat(wrong === -1, operation, () => `column ${showShape(coordinatesOf(row, wrong))} holds numbers that are not finite`)
  return hostTensor(row, 'float', Float32Array.from(numbers))
}

/** The divisor of each column, with those of constant columns settled. `spread` is 0 where the column is constant. */
export const divisors = <X extends Shape>(
  operation: string, row: X, spread: readonly number[], { constantColumns }: ScaleSettings,
): Float<X> => {
  const settled = ofColumns(operation, row, spread)
  // A spread that f32 rounds to 0 is none either.
  const constant = Array.from(storageOf(operation, settled)).indexOf(0)
  requireThat(constant === -1 || constantColumns === 'zero', operation, () =>
    `column ${showShape(coordinatesOf(row, constant))} is the same number everywhere; give constantColumns: 'zero' to make it 0`)
  return ofColumns(operation, row, Array.from(storageOf(operation, settled), (x) => x === 0 ? 1 : x))
}

/** `(x − a) / b` of each column, each operation rounded to the precision of x. */
export const shiftAndDivide = <S extends Shape, X extends Shape>(operation: string, x: Float<S>, a: Float<X>, b: Float<X>): Float<S> => {
  const [, ...row]: Shape = x.shape
  requireThat(sameShape(row, a.shape) && sameShape(row, b.shape), operation, () =>
    `x is ${showShape(x.shape)}, it was fitted to rows of ${showShape(a.shape)}`)
  return like(operation, x, x.shape, (out, from) => {
    const round = from instanceof Float32Array ? Math.fround : (y: number): number => y
    shiftAndDivideInto(out, from, storageOf(operation, a), storageOf(operation, b), round)
  })
}

/** Takes a dataset, or a batch of any size, and gives it with other inputs. */
export type MapInputs<X extends Shape> =
  <N extends number, E extends { readonly x: Tensor }>(examples: E & { readonly x: Float<readonly [N, ...X]> }) => E

/** `f` of the inputs of a dataset or a batch. */
export const mapInputs = <X extends Shape>(f: <N extends number>(x: Float<readonly [N, ...X]>) => Float<readonly [N, ...X]>): MapInputs<X> =>
  (examples) => ({ ...examples, x: f(examples.x) })
