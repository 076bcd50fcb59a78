import type { Multiply } from '../../shape/digits.ts'
import { sizeOf } from '../../shape/size.ts'
import type { Shape } from '../../tensor.ts'

/** How many numbers a shape holds: `SizeOf<[2, 3, 4]>` is 24. */
export type SizeOf<S extends Shape, Total extends number = 1> =
  S extends readonly [infer H extends number, ...infer T extends Shape] ? SizeOf<T, Multiply<Total, H>>
  : S extends readonly [] ? Total : number

/** The value of `SizeOf`. */
export const size = <S extends Shape>(shape: S): SizeOf<S> => sizeOf(shape) as SizeOf<S>
