import { misuse, requireThat } from '../misuse.ts'
import { requireSizes, showShape, sizeOf } from '../shape/size.ts'
import type { DType, Fixed, Shape, Tensor } from '../tensor.ts'
import { hostTensor, requireDType, requirePrecision } from './host.ts'
import { type Precision, storageFrom } from './kernels/storage.ts'

/** Numbers in nested arrays, one level an axis. */
export type Nested = number | boolean | readonly Nested[]

/** The shape of nested arrays whose lengths the compiler knows; of ragged ones just `Shape`, which fits nowhere. */
export type NestedShape<T extends Nested> =
  T extends readonly [infer H extends Nested, ...infer R extends readonly Nested[]]
    ? [NestedShape<R[number]>] extends [NestedShape<H>] ? readonly [T['length'], ...NestedShape<H>] : Shape
  : T extends readonly Nested[] ? Shape
  : readonly []

interface Options<D extends DType> {
  readonly dtype?: D
  /** how real numbers are kept: f32 when left out */
  readonly precision?: Precision
}

/** What each kind of element accepts; `undefined` where it accepts the value. */
const refusal = (dtype: DType, x: number | boolean | bigint): string | undefined => {
  switch (dtype) {
    case 'float': return typeof x === 'number' ? undefined : 'is not a number'
    case 'bool': return typeof x === 'boolean' || x === 0 || x === 1 ? undefined : 'is not true or false'
    case 'i32': return typeof x === 'number' && (x | 0) === x ? undefined : 'is not a whole number of 32 bits'
    case 'u32': return typeof x === 'number' && x >>> 0 === x ? undefined : 'is not a whole number of 32 bits from 0 upward'
  }
}

const checked = (dtype: DType, x: number | boolean, place: () => string): number => {
  const reason = refusal(dtype, x)
  return reason === undefined ? Number(x) : misuse('tensor', `${place()} (${typeof x === 'string' ? JSON.stringify(x) : String(x)}) ${reason}`)
}

const shapeOf = (nested: Nested): Shape =>
  !Array.isArray(nested) ? []
  : nested.length === 0 ? misuse('tensor', 'an empty array has no shape')
  : [nested.length, ...shapeOf((nested as readonly Nested[])[0] ?? 0)]

/** The numbers in order; refuses rows of different length and says which row. */
const flatten = (dtype: DType, nested: Nested, shape: Shape, place: string): readonly number[] => {
  const [size, ...rest] = shape
  if (size === undefined) {
    return Array.isArray(nested)
      ? misuse('tensor', `${place} is an array where a number should be`)
      : [checked(dtype, nested as number, () => place)]
  }
  if (!Array.isArray(nested)) return misuse('tensor', `${place} is one number where ${size} should be`)
  requireThat(nested.length === size, 'tensor', () =>
    `ragged: ${place} has ${nested.length} entries, the first of its kind has ${size}`)
  // Array.from, since flatMap would step over a hole.
  return Array.from(nested as readonly Nested[]).flatMap((inner, i) =>
    flatten(dtype, inner, rest, `${place === 'the array' ? 'entry ' : place}[${i}]`))
}

/**
 * A tensor from nested arrays, whose shape the compiler reads off the literal: `tensor([[1, 2], [3, 4]])` is a
 * `Float<readonly [2, 2]>`. The numbers are copied in; real numbers are rounded once to f32.
 *
 * Throws `Misuse` for ragged or empty arrays and for values that the kind does not hold, naming the entry.
 */
export const tensor = <const T extends Nested, D extends DType = 'float'>(
  nested: T, { dtype = 'float' as D, precision = 'f32' }: Options<D> = {},
): Tensor<Extract<NestedShape<T>, Shape>, D> => {
  requireDType('tensor', dtype)
  requirePrecision('tensor', precision)
  const shape = shapeOf(nested)
  const numbers = flatten(dtype, nested, shape, 'the array')
  return hostTensor(shape as Extract<NestedShape<T>, Shape>, dtype, storageFrom(dtype, precision, numbers))
}

/**
 * A tensor of a written shape from numbers in row-major order. They are copied in; real numbers are rounded once to f32.
 *
 * Throws `Misuse` when the count is not the product of the sizes or a value is not of the kind.
 */
export const fromFlat = <const S extends Shape, D extends DType = 'float'>(
  shape: S & Fixed<S>, numbers: ArrayLike<number>, { dtype = 'float' as D, precision = 'f32' }: Options<D> = {},
): Tensor<S, D> => {
  requireDType('tensor', dtype)
  requirePrecision('tensor', precision)
  requireSizes('tensor', shape)
  requireThat(numbers.length === sizeOf(shape), 'tensor', () =>
    `shape ${showShape(shape)} holds ${sizeOf(shape)} numbers, ${numbers.length} were given`)
  const checkedNumbers = Array.from(numbers, (x, i) => checked(dtype, x, () => `number ${i}`))
  return hostTensor<S, D>(shape, dtype, storageFrom(dtype, precision, checkedNumbers))
}
