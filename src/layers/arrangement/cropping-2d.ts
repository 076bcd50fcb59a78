import { requireThat } from '../../misuse.ts'
import type { Net, Trees } from '../../net.ts'
import { type Less, subtract, type Subtract } from '../../shape/digits.ts'
import { map } from '../../stages.ts'
import type { Float, Tensor } from '../../tensor.ts'
import { type Edges, fourOf, type Horizontal, horizontalOf, settingsOf, type Vertical, verticalOf } from './edges.ts'

/** What a network must have before `cropping2d`, said where the compiler can be read: a property that no network has. */
export type LeavesSome<H extends number, W extends number, V extends number, Z extends number> =
  Less<V, H> extends false ? { readonly [K in `${V} of ${H} rows are taken away, so none is left`]: true }
  : Less<Z, W> extends false ? { readonly [K in `${Z} of ${W} columns are taken away, so none is left`]: true }
  : unknown

/**
 * Images without their edges: `[N, H, W, C] → [N, H − top − bottom, W − left − right, C]`. The edges are one number,
 * `[vertical, horizontal]` or `[[top, bottom], [left, right]]`, as in Keras.
 *
 * `dx` is `dy` with zeros around it.
 *
 * Edges that leave nothing are refused by the compiler. Throws `Misuse` where it could not see them, and for an edge that is not a whole
 * number from 0 upward.
 */
export const cropping2d =
  <const E extends Edges>(edges: E) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>> & LeavesSome<H, W, Vertical<E>, Horizontal<E>>,
  ): Net<P, S, A, Float<readonly [N, Subtract<H, Vertical<E>>, Subtract<W, Horizontal<E>>, C]>> => {
    const four = fourOf(`cropping2d`, edges)
    const [[n, h, w, c], { top, left }] = [prev.out, settingsOf(four)]
    const [vertical, horizontal] = [verticalOf<E>(four), horizontalOf<E>(four)]
    requireThat(vertical < h && horizontal < w, 'cropping2d', () =>
      `${vertical} of ${h} rows and ${horizontal} of ${w} columns are taken away, so nothing is left`)
    const out: readonly [N, Subtract<H, Vertical<E>>, Subtract<W, Horizontal<E>>, C] = [n, subtract(h, vertical), subtract(w, horizontal), c]
    const inside = { start: [0, top, left, 0] }
    return map<P, S, A, Float<readonly [N, H, W, C]>, Float<typeof out>>(
      prev, out, { kind: 'cropping2d', settings: settingsOf(four) }, (ops) => (x) => [
        ops.note('y', ops.slice(x, inside, out), 'y = x inside'),
        (dy) => ops.note('dx', ops.pad(dy, inside, prev.out), 'dx = dy, zeros around it'),
      ])
  }
