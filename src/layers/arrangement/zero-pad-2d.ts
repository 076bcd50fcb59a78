import type { Net, Trees } from '../../net.ts'
import { add, type Add } from '../../shape/digits.ts'
import { map } from '../../stages.ts'
import type { Float, Tensor } from '../../tensor.ts'
import { type Edges, fourOf, type Horizontal, horizontalOf, settingsOf, type Vertical, verticalOf } from './edges.ts'

/**
 * Zeros around images: `[N, H, W, C] → [N, top + H + bottom, left + W + right, C]`. The edges are one number, `[vertical, horizontal]` or
 * `[[top, bottom], [left, right]]`, as in Keras.
 *
 * `dx` is `dy` without its edges.
 *
 * Throws `Misuse` for an edge that is not a whole number from 0 upward.
 */
export const zeroPad2d =
  <const E extends Edges>(edges: E) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, H extends number, W extends number, C extends number>(
    prev: Net<P, S, A, Float<readonly [N, H, W, C]>>,
  ): Net<P, S, A, Float<readonly [N, Add<H, Vertical<E>>, Add<W, Horizontal<E>>, C]>> => {
    const four = fourOf(`zeroPad2d`, edges)
    const [[n, h, w, c], { top, left }] = [prev.out, settingsOf(four)]
    const out: readonly [N, Add<H, Vertical<E>>, Add<W, Horizontal<E>>, C] = [n, add(h, verticalOf<E>(four)), add(w, horizontalOf<E>(four)), c]
    const inside = { start: [0, top, left, 0] }
    return map<P, S, A, Float<readonly [N, H, W, C]>, Float<typeof out>>(
      prev, out, { kind: 'zeroPad2d', settings: settingsOf(four) }, (ops) => (x) => [
        ops.note('y', ops.pad(x, inside, out), 'y = x, zeros around it'),
        (dy) => ops.note('dx', ops.slice(dy, inside, prev.out), 'dx = dy inside'),
      ])
  }
