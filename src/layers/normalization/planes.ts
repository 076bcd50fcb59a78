import type { Ops } from '../../ops.ts'
import { lastOf } from '../../shape/matrix.ts'
import { sizeOf } from '../../shape/size.ts'
import type { Float, Shape } from '../../tensor.ts'

/** Rows in front, channels at the end and at least one axis of positions between, such as `[N, H, W, C]`. */
export type Planes<N extends number, M extends Positions, C extends number> = readonly [N, ...M, C]
export type Positions = readonly [number, ...Shape]

declare const count: unique symbol

/** How many positions there are, as a name for the compiler. */
export type Count<M extends Positions> = number & { readonly [count]: (positions: M) => M }

/** Rows, positions and channels of a shape of planes. */
export const sizesOf = <N extends number, M extends Positions, C extends number>(
  shape: Planes<N, M, C>,
): readonly [N, Count<M>, C] => {
  const all: Shape = shape
  return [shape[0], sizeOf(all.slice(1, -1)) as Count<M>, lastOf<C>(all as readonly [...Shape, C])]
}

/** `[N, …, C]` as `[N, positions, C]`. The numbers stay where they are. */
export const toPlanes = <N extends number, M extends Positions, C extends number>(
  ops: Ops, x: Float<Planes<N, M, C>>,
): Float<readonly [N, Count<M>, C]> => ops.reshape(x, sizesOf<N, M, C>(x.shape))
