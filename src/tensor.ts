/** Sizes of the axes, outermost first: `[32, 64]` is 32 rows of 64. `[]` is a single number. */
export type Shape = readonly number[]

/**
 * What an element is. `float` is a real number in the precision of the engine that computes it (f32 by default, f64 on
 * the research engine); the other kinds are the same on every engine.
 */
export type DType = 'float' | 'i32' | 'u32' | 'bool'

declare const opaque: unique symbol

/** The one `any` of the library: where a parameter is invariant, nothing else means "some shape" or "some kind". */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type Some = any

/**
 * An immutable array of fixed shape. It holds no method that reads numbers: a layer cannot look at data, so it cannot
 * branch on data, so it can always be traced. `Tensor` alone means "some tensor".
 *
 * The function-typed brand makes the shape parameter invariant: 3 and 4 never meet as `3 | 4`, so `matmul` of
 * `[2, 3]` and `[4, 5]` does not compile.
 */
export interface Tensor<in out S extends Shape = Some, in out D extends DType = Some> {
  readonly shape: S
  readonly dtype: D
  readonly [opaque]: (shape: S, dtype: D) => readonly [S, D]
}

/** Real numbers. */
export type Float<S extends Shape> = Tensor<S, 'float'>
/** A single real number, such as a loss. */
export type Scalar = Float<readonly []>
/** Whole numbers, such as class labels or token ids. */
export type Ids<S extends Shape> = Tensor<S, 'i32'>
/** 32 random bits an element. */
export type Bits<S extends Shape> = Tensor<S, 'u32'>
/** Yes or no an element, as comparisons give and `select` takes. */
export type Mask<S extends Shape> = Tensor<S, 'bool'>
/** A splittable random key is a tensor too, so a traced step can take it as an argument. */
export type Key = Tensor<readonly [2], 'u32'>

/** Parameters, gradients, optimizer slots and running statistics are all trees of tensors. */
export type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree }

/** A small change of `T`. Whole numbers, bits and masks have none. */
export type Cotangent<T> = T extends { readonly dtype: 'i32' | 'u32' | 'bool' } ? null : T

/** One literal size: refuses plain `number` and unions such as `2 | 3`, of which no member is the whole. */
export type FixedSize<N extends number, Whole = N> =
  N extends unknown ? number extends N ? never : [Whole] extends [N] ? N : never : never

/** Every axis one literal size: refuses `number` and `2 | 3` on the axis where it stands. */
export type Fixed<S extends Shape> = { readonly [K in keyof S]: FixedSize<S[K]> }
