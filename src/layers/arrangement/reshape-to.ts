import { requireThat } from '../../misuse.ts'
import type { Net, Trees } from '../../net.ts'
import { showShape, sizeOf, type SizeOf } from '../../shape/size.ts'
import { map } from '../../stages.ts'
import type { Fixed, Float, Shape, Tensor } from '../../tensor.ts'

/** What a network must have before `reshapeTo`, said where the compiler can be read: a property that no network has. */
export type Holds<Rest extends Shape, To extends Shape> =
  number extends SizeOf<Rest> ? unknown
  : SizeOf<Rest> extends SizeOf<To> ? unknown : { readonly [K in `a row has ${SizeOf<Rest>} numbers and the new shape ${SizeOf<To>}`]: true }

/**
 * The numbers of a row, in row-major order, under another shape: `[N, …] → [N, ...shape]`. The shape is that of a row, without the batch,
 * and holds as many numbers, which the compiler checks; throws `Misuse` where it could not.
 *
 * `dx` is `dy` in the shape of x.
 */
export const reshapeTo =
  <const To extends Shape>(shape: To & Fixed<To>) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, Rest extends Shape>(
    prev: Net<P, S, A, Float<readonly [N, ...Rest]>> & Holds<Rest, To>,
  ): Net<P, S, A, Float<readonly [N, ...To]>> => {
    const [n, ...rest] = prev.out
    const to: To = shape
    requireThat(sizeOf(rest) === sizeOf(to), 'reshapeTo', () =>
      `a row ${showShape(rest)} has ${sizeOf(rest)} numbers and the new shape ${showShape(to)} has ${sizeOf(to)}`)
    const out: readonly [N, ...To] = [n, ...to]
    return map<P, S, A, Float<readonly [N, ...Rest]>, Float<readonly [N, ...To]>>(
      prev, out, { kind: 'reshapeTo', settings: { shape: showShape(to) } }, (ops) => (x) => [
        ops.note('y', ops.reshape(x, out), 'y = x, in another shape'),
        (dy) => ops.note('dx', ops.reshape(dy, prev.out), 'dx = dy, in the shape of x'),
      ])
  }
