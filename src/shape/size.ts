import { requireThat } from '../misuse.ts'
import type { Shape } from '../tensor.ts'
import type { Multiply } from './digits.ts'

/** How many elements a shape has: the product of its sizes, 1 for `[]`. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1)

/** The same for the compiler: `SizeOf<[2, 3, 4]>` is 24. */
export type SizeOf<S extends Shape, Total extends number = 1> =
  S extends readonly [infer H extends number, ...infer T extends Shape] ? SizeOf<T, Multiply<Total, H>>
  : S extends readonly [] ? Total : number

/** The value of `SizeOf`. */
export const size = <S extends Shape>(shape: S): SizeOf<S> => sizeOf(shape) as SizeOf<S>

/** How far apart neighbours along each axis lie in row-major order: `[12, 4, 1]` for `[2, 3, 4]`. */
export const stridesOf = (shape: Shape): readonly number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)))

/** `[2, 3]` as people write it. */
export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`

/** Refuses a shape with a size that is not a whole number above 0; a hole in the list is one too. */
export const requireSizes = (operation: string, shape: Shape): void => {
  requireThat(Array.from(shape).every((size) => Number.isSafeInteger(size) && size > 0), operation, () =>
    `every size in ${showShape(shape)} must be a whole number above 0`)
}

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, axis) => size === b[axis])

/** The row-major position `index` as one coordinate an axis. */
export const coordinatesOf = (shape: Shape, index: number): readonly number[] =>
  stridesOf(shape).map((stride, axis) => Math.floor(index / stride) % (shape[axis] ?? 1))
