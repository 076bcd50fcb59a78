import type { Fixed, FixedSize, Shape } from '../tensor.ts'
import type { AxisPadding, Convolved, Fits, OnAxis, Padded, Span, Unconvolved } from './convolved.ts'

/** One number for both axes of an image, or `[along the height, along the width]`. */
export type Size2d = number | readonly [height: number, width: number]

/** What is put around an image. */
export type Padding2d = 'valid' | 'same' | readonly [height: readonly [top: number, bottom: number], width: readonly [left: number, right: number]]

/** A literal number, or a list of them: refuses plain `number` and unions. */
export type FixedSizes<V extends number | Shape> = V extends Shape ? Fixed<V> : V extends number ? FixedSize<V> : never

type SpanOn<K extends Size2d, D extends Size2d, I extends 0 | 1> = Span<OnAxis<K, I>, OnAxis<D, I>>

/** How many windows an image of `[H, W]` has along its height and its width. */
export type Convolved2d<H extends number, W extends number, K extends Size2d, S extends Size2d, D extends Size2d, Pad extends Padding2d> = readonly [
  Convolved<H, SpanOn<K, D, 0>, OnAxis<S, 0>, OnAxis<Pad, 0>>, Convolved<W, SpanOn<K, D, 1>, OnAxis<S, 1>, OnAxis<Pad, 1>>,
]

/** The image whose windows an image of `[H, W]` has values for. */
export type Unconvolved2d<H extends number, W extends number, K extends Size2d, S extends Size2d, D extends Size2d, Pad extends Padding2d> = readonly [
  Unconvolved<H, SpanOn<K, D, 0>, OnAxis<S, 0>, OnAxis<Pad, 0>>, Unconvolved<W, SpanOn<K, D, 1>, OnAxis<S, 1>, OnAxis<Pad, 1>>,
]

/** Asks a network for a property that it cannot have, whose name says what is wrong, where a kernel is larger than the image with what is put around it. */
export type Fitting2d<H extends number, W extends number, K extends Size2d, D extends Size2d, Pad extends Padding2d> = Pad extends 'same' ? unknown
  : [Fits<H, SpanOn<K, D, 0>, OnAxis<Pad, 0>>, Fits<W, SpanOn<K, D, 1>, OnAxis<Pad, 1>>] extends [true, true] ? unknown
    : {
      readonly 'the kernel is larger than the image':
        readonly [image: readonly [Padded<H, OnAxis<Pad, 0>>, Padded<W, OnAxis<Pad, 1>>], kernel: readonly [SpanOn<K, D, 0>, SpanOn<K, D, 1>]]
    }

/** The same for sequences. */
export type Fitting1d<L extends number, K extends number, D extends number, Pad extends AxisPadding> =
  Fits<L, Span<K, D>, Pad> extends true ? unknown : { readonly 'the kernel is larger than the sequence': readonly [sequence: Padded<L, Pad>, kernel: Span<K, D>] }

/** Asks a network for a property that it cannot have where padding leaves nothing of what a transposed convolution gives. */
export type Reaching1d<L extends number, K extends number, S extends number, D extends number, Pad extends AxisPadding> = Pad extends string ? unknown
  : Unconvolved<L, Span<K, D>, S, Pad> extends 0 ? { readonly 'the padding leaves nothing': readonly [sequence: L, padding: Pad] } : unknown

/** The same for images. */
export type Reaching2d<H extends number, W extends number, K extends Size2d, S extends Size2d, D extends Size2d, Pad extends Padding2d> =
  Pad extends string ? unknown
    : true extends LeavesNothing<Unconvolved2d<H, W, K, S, D, Pad>[0 | 1]> ? { readonly 'the padding leaves nothing': readonly [image: readonly [H, W], padding: Pad] } : unknown

/** Whether a size is 0; one of several, where several are asked about. */
type LeavesNothing<N extends number> = N extends 0 ? true : false
