import { requireThat } from '../../misuse.ts'
import type { Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import type { AxisOf } from '../../shape/axes.ts'
import { showShape, sizeOf } from '../../shape/size.ts'
import { map } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

declare const before: unique symbol
declare const along: unique symbol
declare const after: unique symbol

/** A tensor of shape `S` seen from one axis: `[all before it, the axis, all after it]`. The sizes are names for the compiler. */
export type Along<S extends Shape> = readonly [
  number & { readonly [before]: (shape: S) => S },
  number & { readonly [along]: (shape: S) => S },
  number & { readonly [after]: (shape: S) => S },
]

/** The numbers stay where they are. */
const toAlong = <S extends Shape>(ops: Ops, x: Float<S>, axis: number): Float<Along<S>> =>
  ops.reshape(x, [sizeOf(x.shape.slice(0, axis)), x.shape[axis] ?? NaN, sizeOf(x.shape.slice(axis + 1))]) as Tensor

/** A map of matrices along their middle axis: the value, and the way back. */
export type AlongMap = <S extends Shape>(x: Float<Along<S>>) => readonly [y: Float<Along<S>>, back: (dy: Float<Along<S>>) => Float<Along<S>>]

/** Asks nothing where `X` is an axis of `S`; else for a property whose name is the reason, which a network does not have. */
type HasAxis<S extends Shape, X extends number> = X extends AxisOf<S> ? unknown : { readonly 'the shape has no such axis': { readonly axis: X; readonly shape: S } }

/** A stage without parameters that keeps the shape, and that only a network with the axis `X` may go before. */
export type AxisStage<X extends number> = <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(
  prev: Net<P, S, A, Float<Sh>> & HasAxis<Sh, X>,
) => Net<P, S, A, Float<Sh>>

/** Makes a stage of a function along a chosen axis, with the formulas of y and dx. */
export const alongAxis = <X extends number>(
  kind: string, axis: X, formulas: { readonly y: string; readonly dx: string }, f: (ops: Ops) => AlongMap,
): AxisStage<X> =>
  <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(prev: Net<P, S, A, Float<Sh>>): Net<P, S, A, Float<Sh>> => {
    const shape: Shape = prev.out
    requireThat(Number.isInteger(axis) && axis >= 0 && axis < shape.length, kind, () => `${showShape(shape)} has no axis ${axis}`)
    return map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind, settings: { axis } }, (ops) => (x) => {
      const [y, back] = f(ops)(toAlong(ops, x, axis))
      return [
        ops.note('y', ops.reshape(y, prev.out), formulas.y),
        (dy) => ops.note('dx', ops.reshape(back(toAlong(ops, dy, axis)), prev.out), formulas.dx),
      ]
    })
  }
