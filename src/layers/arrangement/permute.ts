import { requireThat } from '../../misuse.ts'
import type { Net, Trees } from '../../net.ts'
import { type AxisOf, permuted, type Permuted } from '../../shape/axes.ts'
import { showShape } from '../../shape/size.ts'
import { map } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

/**
 * The axes in another order: axis i of y is axis `order[i]` of x, the batch counted too, so `permute([0, 2, 1])` turns each row over.
 *
 * `dx` is `dy` with its axes in the old order.
 *
 * An axis that x does not have is refused by the compiler. Throws `Misuse` where an axis is named twice or left out.
 */
export const permute =
  <const X extends readonly number[]>(order: X) =>
  <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(
    prev: Net<P, S, A, Float<Sh>> & HasAxes<Sh, X>,
  ): Net<P, S, A, Float<Permuted<Sh, X>>> => {
    requireThat(order.length === prev.out.length && prev.out.every((_, axis) => order.includes(axis)), 'permute', () =>
      `${showShape(order)} does not name each axis of ${showShape(prev.out)} once`)
    const out = permuted(prev.out, order)
    const back = prev.out.map((_, axis) => order.indexOf(axis))
    return map<P, S, A, Float<Sh>, Float<Permuted<Sh, X>>>(prev, out, { kind: 'permute', settings: { order: showShape(order) } }, (ops) => (x) => [
      ops.note('y', transposed<Permuted<Sh, X>>(ops.transpose, x, order), 'y = x, its axes in another order'),
      (dy) => ops.note('dx', transposed<Sh>(ops.transpose, dy, back), 'dx = dy, its axes in the old order'),
    ])
  }

/** What a network must have before `permute`, said where the compiler can be read: a property that no network has. */
export type HasAxes<Sh extends Shape, X extends readonly number[]> =
  number extends Sh['length'] ? unknown
  : X['length'] extends Sh['length']
    ? X[number] extends AxisOf<Sh> ? unknown : { readonly 'an axis is named that the input does not have': X }
    : { readonly [K in `${X['length']} axes are named and the input has ${Sh['length']}`]: X }

/** A transpose by an order that was checked to be one, to the shape that it gives. */
const transposed = <To extends Shape>(transpose: (x: Tensor, order: readonly never[]) => Tensor, x: Tensor, order: readonly number[]): Float<To> =>
  transpose(x, order as readonly never[])
