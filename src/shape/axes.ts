import type { Shape } from '../tensor.ts'

/** The axes of a shape as literal numbers: `0 | 1` for `[2, 3]`. */
export type AxisOf<S extends Shape> = Exclude<keyof S, keyof Shape> extends infer K
  ? K extends `${infer N extends number}` ? N : never
  : never

/** The shape with the axes `X` taken out: `Without<[2, 3, 4], [1]>` is `[2, 4]`. */
export type Without<S extends Shape, X extends readonly number[], I extends readonly 0[] = []> =
  S extends readonly [infer H extends number, ...infer T extends Shape]
    ? I['length'] extends X[number] ? Without<T, X, [...I, 0]> : readonly [H, ...Without<T, X, [...I, 0]>]
    : readonly []

/** The value of `Without`. */
export const without = <S extends Shape, const X extends readonly number[]>(shape: S, axes: X): Without<S, X> =>
  shape.filter((_, axis) => !axes.includes(axis)) as readonly number[] as Without<S, X>

/** The shape with its axes in another order: `Permuted<[2, 3, 4], [2, 0, 1]>` is `[4, 2, 3]`. */
export type Permuted<S extends Shape, X extends readonly number[]> = { readonly [K in keyof X]: S[X[K]] & number }

/** The value of `Permuted`. */
export const permuted = <S extends Shape, const X extends readonly number[]>(shape: S, order: X): Permuted<S, X> =>
  order.map((axis) => shape[axis] ?? NaN) as readonly number[] as Permuted<S, X>
