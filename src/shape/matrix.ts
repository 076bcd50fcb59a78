import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Shape, Tensor } from '../tensor.ts'
import { sizeOf } from './size.ts'

declare const rows: unique symbol

/**
 * The number of rows when all leading axes `B` are laid under one another. It is a name for the compiler, not a product:
 * `Rows<B>` equals only itself, so a matrix of `x` and one of `dy` meet in `matmulTN` and nothing else does.
 */
export type Rows<B extends Shape> = number & { readonly [rows]: (leading: B) => B }

/** `[...B, I]` as `[rows, I]`. The numbers stay where they are. */
export const toMatrix = <B extends Shape, I extends number>(ops: Ops, x: Float<readonly [...B, I]>): Float<readonly [Rows<B>, I]> =>
  (x.shape.length === 2 ? x : ops.reshape(x, [sizeOf(leadingOf(x.shape)), lastOf(x.shape)])) as Tensor

/** The way back of `toMatrix`: `[rows, I]` as `[...B, I]`. */
export const fromMatrix = <B extends Shape, I extends number>(
  ops: Ops, y: Float<readonly [Rows<B>, I]>, leading: B,
): Float<readonly [...B, I]> =>
  (leading.length === 1 ? y : ops.reshape(y, [...leading, y.shape[1]])) as Tensor

/** The size of the last axis. */
export const lastOf = <I extends number>(shape: readonly [...Shape, I]): I => shape[shape.length - 1] as I

/** All axes but the last. */
export const leadingOf = <B extends Shape>(shape: readonly [...B, number]): B => shape.slice(0, -1) as Shape as B

declare const columns: unique symbol

/** The size of the last axis of `S`, as a name for the compiler. */
export type Columns<S extends Shape> = number & { readonly [columns]: (shape: S) => S }

/** Any tensor of one axis or more as a matrix with the same last axis; for functions whose shape is one parameter. */
export const toRows = <S extends Shape>(ops: Ops, x: Float<S>): Float<readonly [Rows<S>, Columns<S>]> => {
  requireThat(x.shape.length > 0, 'toRows', () => 'a single number has no last axis')
  return toMatrix(ops, x as Tensor)
}

/** The way back of `toRows`. */
export const fromRows = <S extends Shape>(ops: Ops, y: Float<readonly [Rows<S>, Columns<S>]>, shape: S): Float<S> =>
  fromMatrix(ops, y as Tensor, leadingOf(shape as Shape as readonly [...Shape, number])) as Tensor

/** How many rows a tensor has whose last axis are the columns. */
export const rowsOf = (shape: Shape): number => sizeOf(shape.slice(0, -1))
