import fc from 'fast-check'
import { type DType, fromFlat, type Precision, type Shape, type Some, type Tensor } from '../../src/index.ts'
import { shape } from '../support/examples.ts'

/** A tensor of a shape that only the running program knows. */
export const made = (sizes: Shape, numbers: readonly number[], dtype: DType = 'float', precision: Precision = 'f32'): Tensor =>
  fromFlat<Shape, DType>(sizes as Some, numbers, { dtype, precision })

const special = [0, -0, NaN, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 2 ** -1074, 2 ** -126, 1, 0.1, -1e30]

const real = fc.oneof(fc.constantFrom(...special), fc.double())

const kinds = fc.constantFrom(
  { dtype: 'float', precision: 'f32', number: real }, { dtype: 'float', precision: 'f64', number: real },
  { dtype: 'i32', precision: 'f32', number: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) },
  { dtype: 'u32', precision: 'f32', number: fc.integer({ min: 0, max: 2 ** 32 - 1 }) },
  { dtype: 'bool', precision: 'f32', number: fc.constantFrom(0, 1) },
) satisfies fc.Arbitrary<{ readonly dtype: DType; readonly precision: Precision; readonly number: fc.Arbitrary<number> }>

/** Tensors of every kind and both precisions, of 0 to 3 axes, with the numbers that are easily lost. */
export const tensors: fc.Arbitrary<Tensor> = fc.tuple(kinds, shape(0, 3, 4)).chain(([{ dtype, precision, number }, sizes]) => {
  const count = sizes.reduce((product, size) => product * size, 1)
  return fc.array(number, { minLength: count, maxLength: count }).map((numbers) => made(sizes, numbers, dtype, precision))
})

/** Names as people give them, and as nobody should. */
export const names = fc.oneof(
  fc.constantFrom('w', 'b', 'params.0.w', '', '__proto__', 'constructor', 'toString', '0', 'é😀', 'a"b\\c', 'line\nbreak', 'a/b', '__metadata', 'x.npy'),
  fc.string({ unit: 'grapheme', maxLength: 6 }))

/** Named tensors, as a file holds them. */
export const namedTensors: fc.Arbitrary<Readonly<Record<string, Tensor>>> =
  fc.uniqueArray(fc.tuple(names, tensors), { maxLength: 5, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries) as Readonly<Record<string, Tensor>>)
