import type { AxisOf, Permuted, Without } from './shape/axes.ts'
import type { Bits, DType, Float, Ids, Key, Mask, Scalar, Shape, Some, Tensor } from './tensor.ts'

type Unary = <S extends Shape>(x: Float<S>) => Float<S>
type Binary = <S extends Shape>(a: Float<S>, b: Float<S>) => Float<S>
/** Arithmetic that real and whole numbers share; whole numbers wrap at 32 bits. */
type Arithmetic = <S extends Shape, D extends 'float' | 'i32'>(a: Tensor<S, D>, b: Tensor<S, D>) => Tensor<S, D>
type Comparison = <S extends Shape, D extends 'float' | 'i32'>(a: Tensor<S, D>, b: Tensor<S, D>) => Mask<S>

/** Where a slice starts and how far apart its elements lie, one number an axis. */
export interface Window {
  readonly start: readonly number[]
  /** 1 on every axis when left out. */
  readonly stride?: readonly number[]
}

/** Windows over neighbouring axes, such as those under a convolution's kernel; one number for each of these axes. */
export interface Windows {
  /** the first of the axes */
  readonly axis: number
  /** elements of a window */
  readonly size: readonly number[]
  /** from where one window begins to where the next does; 1 when left out */
  readonly stride?: readonly number[]
  /** from one element of a window to the next; 1 when left out */
  readonly dilation?: readonly number[]
}

/** What one step of a scan makes of what is carried and of its own slices. */
export type ScanBody = (carry: readonly Tensor[], x: readonly Tensor[]) => readonly [carry: readonly Tensor[], y: readonly Tensor[]]

/**
 * The closed vocabulary: everything a layer, a loss or an optimizer may say. An engine is a value of this type.
 *
 * Nothing broadcasts but `broadcast` and `spread`. Every result is defined to the bit: each elementwise operation is
 * the exact real result rounded once for + − × ÷ √, and the result of `src/math` rounded once for the others; sums have
 * one order (`sum`, `matmul`, `scatterAdd`). NaN and infinities travel as in IEEE 754.
 */
export interface Ops {
  // Constants
  /** every element `value` */
  readonly fill: <const S extends Shape>(shape: S, value: number) => Float<S>
  /** the coordinate along `axis`: 0, 1, 2, … */
  readonly iota: <const S extends Shape>(shape: S, axis: number) => Ids<S>

  // Elementwise, real numbers
  readonly neg: Unary
  readonly abs: Unary
  readonly floor: Unary
  readonly sqrt: Unary
  readonly exp: Unary
  /** exp x − 1 */
  readonly expm1: Unary
  readonly log: Unary
  /** log (1 + x) */
  readonly log1p: Unary
  readonly tanh: Unary
  /** 1 / (1 + exp −x) */
  readonly sigmoid: Unary
  /** log (1 + exp x) */
  readonly softplus: Unary
  readonly erf: Unary
  /** the inverse of erf, on (−1, 1) */
  readonly erfinv: Unary
  readonly sin: Unary
  readonly cos: Unary
  /** k · x, with k rounded once to the engine's precision */
  readonly scale: <S extends Shape>(x: Float<S>, k: number) => Float<S>
  readonly add: Arithmetic
  readonly sub: Arithmetic
  readonly mul: Arithmetic
  readonly div: Binary
  readonly pow: Binary
  /** the larger; NaN if either is, and +0 is larger than −0 */
  readonly maximum: Arithmetic
  /** the smaller; NaN if either is, and −0 is smaller than +0 */
  readonly minimum: Arithmetic

  // Comparison and choice; every comparison with NaN is false
  readonly less: Comparison
  readonly lessEqual: Comparison
  readonly equal: Comparison
  readonly not: <S extends Shape>(a: Mask<S>) => Mask<S>
  readonly and: <S extends Shape>(a: Mask<S>, b: Mask<S>) => Mask<S>
  readonly or: <S extends Shape>(a: Mask<S>, b: Mask<S>) => Mask<S>
  /** a where the mask is set, else b; the other side is not looked at */
  readonly select: <S extends Shape, D extends DType>(mask: Mask<S>, a: Tensor<S, D>, b: Tensor<S, D>) => Tensor<S, D>
  /**
   * Another kind of element. float → i32 and u32 cut towards zero, keep to the range and send NaN to 0; a mask is 0 or 1;
   * to bool is "is not zero"; i32 ↔ u32 keeps the bits.
   */
  readonly cast: <S extends Shape, C extends DType, D extends DType>(x: Tensor<S, C>, dtype: D) => Tensor<S, D>

  // Matrix product, over any leading batch axes. Each output is the sum over k upward from +0 within blocks of 256; the
  // blocks' sums are added upward. T reads that operand transposed, as in BLAS; no flag changes a bit.
  /** a b */
  readonly matmul: <B extends Shape, N extends number, K extends number, M extends number>(
    a: Float<readonly [...B, N, K]>, b: Float<readonly [...B, K, M]>) => Float<readonly [...B, N, M]>
  /** aᵀ b */
  readonly matmulTN: <B extends Shape, N extends number, K extends number, M extends number>(
    a: Float<readonly [...B, K, N]>, b: Float<readonly [...B, K, M]>) => Float<readonly [...B, N, M]>
  /** a bᵀ */
  readonly matmulNT: <B extends Shape, N extends number, K extends number, M extends number>(
    a: Float<readonly [...B, N, K]>, b: Float<readonly [...B, M, K]>) => Float<readonly [...B, N, M]>
  /** aᵀ bᵀ */
  readonly matmulTT: <B extends Shape, N extends number, K extends number, M extends number>(
    a: Float<readonly [...B, K, N]>, b: Float<readonly [...B, M, K]>) => Float<readonly [...B, N, M]>

  // Reduction: the named axes disappear. Terms are taken in row-major order of the axes that disappear.
  /**
   * The sum. Of n ≤ 4096 terms: term i goes to running sum i mod 8, each running sum goes upward from +0, then the eight
   * are added upward (so up to eight terms are added as one would by hand). Longer: blocks of 4096, whose sums are
   * summed by the same rule.
   */
  readonly sum: <S extends Shape, const X extends readonly AxisOf<S>[]>(x: Float<S>, axes: X) => Float<Without<S, X>>
  /** the sum over every axis */
  readonly sumAll: <S extends Shape>(x: Float<S>) => Scalar
  /** the largest; NaN if any is */
  readonly max: <S extends Shape, const X extends readonly AxisOf<S>[]>(x: Float<S>, axes: X) => Float<Without<S, X>>
  /** where the largest stands; the first of equals; NaN counts as largest */
  readonly argmax: <S extends Shape, const X extends AxisOf<S>>(x: Float<S>, axis: X) => Ids<Without<S, readonly [X]>>

  // Layout: no number changes
  /** the adjoint of `sum`: repeats x along the axes that it lacks of `shape` */
  readonly broadcast: <const S extends Shape, const X extends readonly AxisOf<S>[], D extends DType>(
    x: Tensor<Without<S, X>, D>, shape: S, axes: X) => Tensor<S, D>
  /** one value everywhere: the adjoint of `sumAll` */
  readonly spread: <const S extends Shape, D extends DType>(x: Tensor<readonly [], D>, shape: S) => Tensor<S, D>
  /** the same numbers in row-major order under another shape of the same size */
  readonly reshape: <S extends Shape, const T extends Shape, D extends DType>(x: Tensor<S, D>, shape: T) => Tensor<T, D>
  /** y's axis i is x's axis order[i] */
  readonly transpose: <S extends Shape, const X extends readonly AxisOf<S>[], D extends DType>(
    x: Tensor<S, D>, order: X) => Tensor<Permuted<S, X>, D>
  /** y[i] = x[start + i · stride], for every i of `shape` */
  readonly slice: <S extends Shape, const T extends Shape, D extends DType>(
    x: Tensor<S, D>, window: Window, shape: T) => Tensor<T, D>
  /** the adjoint of `slice`: y[start + i · stride] = x[i] in a tensor of `shape`, and `value` (0 when left out) elsewhere */
  readonly pad: <S extends Shape, const T extends Shape>(x: Float<S>, window: Window, shape: T, value?: number) => Float<T>
  /** the parts behind one another along `axis`; `shape` is the whole */
  readonly concat: <const T extends Shape, D extends DType>(
    parts: readonly Tensor<Some, D>[], axis: AxisOf<T>, shape: T) => Tensor<T, D>
  /**
   * Every window of x. The windowed axes give way to the numbers of windows, then to the sizes of a window:
   * `y[b, i, j, p, q, c] = x[b, i·stride + p·dilation, j·stride + q·dilation, c]`. Windows that reach outside are left out.
   */
  readonly unfold: <S extends Shape, const T extends Shape, D extends DType>(x: Tensor<S, D>, windows: Windows, shape: T) => Tensor<T, D>
  /**
   * the adjoint of `unfold`: each element of a tensor of `shape` is the sum of those that `unfold` takes from it, upward from +0 in
   * row-major order of x
   */
  readonly fold: <S extends Shape, const T extends Shape>(x: Float<S>, windows: Windows, shape: T) => Float<T>

  // Rows by number
  /** y[i…] = table[ids[i…]]; an id outside the table is a misuse */
  readonly gather: <V extends number, R extends Shape, I extends Shape, D extends DType>(
    table: Tensor<readonly [V, ...R], D>, ids: Ids<I>) => Tensor<readonly [...I, ...R], D>
  /**
   * the adjoint of `gather`: in a table of `shape`, row v is the sum of the updates whose id is v, upward from +0 in row-major
   * order of ids
   */
  readonly scatterAdd: <const V extends number, const R extends Shape, I extends Shape>(
    shape: readonly [V, ...R], ids: Ids<I>, updates: Float<readonly [...I, ...R]>) => Float<readonly [V, ...R]>

  // Randomness: Threefry-2x32 with 20 rounds, the counter mode of JAX (`jax_threefry_partitionable`)
  /** the key number `data` under this key: threefry(key, (0, data)) */
  readonly foldIn: (key: Key, data: number | Ids<readonly []>) => Key
  /** element i is x0 ^ x1 of threefry(key, (i >>> 32, i)) */
  readonly randomBits: <const S extends Shape>(key: Key, shape: S) => Bits<S>
  /** the upper 23 bits as a number in [0, 1): (bits >>> 9) · 2⁻²³ */
  readonly unitFromBits: <S extends Shape>(bits: Bits<S>) => Float<S>

  // One step after another
  /**
   * `[carry, y_i] = body(carry, x_i)` for i = 0, 1, …, `length` − 1, or downward with `reverse`; x_i is slice i of each of `xs` along the
   * first axis, and y_i becomes slice i of each of `ys`. The body says what it does in this same vocabulary, may use tensors from
   * around it, and keeps the shapes and kinds of what is carried. It is run in this order, to the bit.
   */
  readonly scan: (
    length: number, carry: readonly Tensor[], xs: readonly Tensor[], body: ScanBody, direction?: { readonly reverse?: boolean },
  ) => readonly [carry: readonly Tensor[], ys: readonly Tensor[]]

  // For derivatives
  /** x, as a constant to every derivative that is taken of what is computed from it */
  readonly stopGradient: <S extends Shape, D extends DType>(x: Tensor<S, D>) => Tensor<S, D>

  // For people
  /** names a value, and says how it is computed; the number is unchanged */
  readonly note: <S extends Shape, D extends DType>(label: string, x: Tensor<S, D>, formula?: string) => Tensor<S, D>
}
