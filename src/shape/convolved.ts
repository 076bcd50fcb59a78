import { add, type Add, divide, type Divide, type Less, type Multiply, multiply, subtract, type Subtract } from './digits.ts'

/** What is put around one axis: nothing, as much as keeps `⌈size / stride⌉` windows, or that many elements before and after. */
export type AxisPadding = 'valid' | 'same' | readonly [before: number, after: number]

/** From the first to the last element of a window: `(K − 1) D + 1`. */
export type Span<K extends number, D extends number> = D extends 1 ? K : Add<Multiply<Subtract<K, 1>, D>, 1>

/** The value of `Span`. */
export const span = <K extends number, D extends number>(size: K, dilation: D): Span<K, D> =>
  add(multiply(subtract(size, 1), dilation), 1) as number as Span<K, D>

/** The size of an axis with what is put around it; `same` is counted without. */
export type Padded<N extends number, Pad extends AxisPadding> =
  Pad extends readonly [infer Before extends number, infer After extends number] ? Add<Add<N, Before>, After> : N

/** The value of `Padded`. */
export const padded = <N extends number, Pad extends AxisPadding>(size: N, padding: Pad): Padded<N, Pad> =>
  (typeof padding === 'string' ? size : add(add(size, padding[0]), padding[1])) as number as Padded<N, Pad>

/** How many windows of `K` elements an axis of `N` has: `⌈N / S⌉` for `same`, else `⌊(padded N − K) / S⌋ + 1`. 1 where none fits; that is refused elsewhere. */
export type Convolved<N extends number, K extends number, S extends number, Pad extends AxisPadding> =
  Pad extends 'same' ? S extends 1 ? N : Divide<Add<N, Subtract<S, 1>>, S>
    : S extends 1 ? Add<Subtract<Padded<N, Pad>, K>, 1> : Add<Divide<Subtract<Padded<N, Pad>, K>, S>, 1>

/** The value of `Convolved`. */
export const convolved = <N extends number, K extends number, S extends number, Pad extends AxisPadding>(
  size: N, window: K, stride: S, padding: Pad,
): Convolved<N, K, S, Pad> =>
  (padding === 'same' ? divide(add(size, subtract(stride, 1)), stride) : add(divide(subtract(padded(size, padding), window), stride), 1)) as number as
    Convolved<N, K, S, Pad>

/**
 * The size whose `N` windows of `K` elements were, as Keras has it: `N S` for `same`, `N S + max(K − S, 0)` for `valid`; with explicit
 * padding the smallest, `(N − 1) S + K` less the padding.
 */
export type Unconvolved<N extends number, K extends number, S extends number, Pad extends AxisPadding> =
  Pad extends 'same' ? Multiply<N, S>
    : Pad extends readonly [infer Before extends number, infer After extends number]
      ? Subtract<Subtract<Add<Multiply<Subtract<N, 1>, S>, K>, Before>, After>
      : Add<Multiply<N, S>, Subtract<K, S>>

/** The value of `Unconvolved`. */
export const unconvolved = <N extends number, K extends number, S extends number, Pad extends AxisPadding>(
  size: N, window: K, stride: S, padding: Pad,
): Unconvolved<N, K, S, Pad> =>
  (padding === 'same' ? multiply(size, stride)
    : padding === 'valid' ? add(multiply(size, stride), subtract(window, stride))
    : subtract(subtract(add(multiply(subtract(size, 1), stride), window), padding[0]), padding[1])) as number as Unconvolved<N, K, S, Pad>

/** What one of several axes has of a setting that is one for all of them, or a list. */
export type OnAxis<V, I extends number> = V extends readonly unknown[] ? V[I] : V

/** Whether windows of `K` elements fit on an axis; true of sizes that are not known, which are looked at while running. */
export type Fits<N extends number, K extends number, Pad extends AxisPadding> = Pad extends 'same' ? true : Less<Padded<N, Pad>, K> extends true ? false : true

/** Whether `B` divides `A`. */
export type Divides<A extends number, B extends number> = B extends 1 ? true : Multiply<Divide<A, B>, B> extends A ? true : false
