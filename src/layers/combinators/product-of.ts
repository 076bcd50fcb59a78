import type { Net, Trees } from '../../net.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { type Block, netOf } from './block.ts'
import { both } from './both.ts'

/**
 * x goes through two blocks, whose outputs are multiplied element by element, as in a gate: `y = f(x) g(x)`. Compiles only if both give
 * one shape. The parameters are a pair, and each block draws from a key of its own.
 *
 * `dy g(x)` goes to f, `dy f(x)` to g, and `dx = df + dg`.
 */
export const productOf =
  <QF extends Trees, RF extends Trees, QG extends Trees, RG extends Trees, Sh extends Shape, C extends Shape>(
    f: Block<QF, RF, Sh, C>, g: Block<QG, RG, Sh, C>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, readonly [QF, QG]], readonly [...S, readonly [RF, RG]], A, Float<C>> => {
    const left = netOf(f, prev.out)
    return both(prev, left.out, 'productOf', [left, netOf(g, prev.out)], (ops) => (a, b) =>
      [ops.mul(a, b), 'y = f(x) g(x)', (dy) => [ops.mul(dy, b), ops.mul(dy, a)]])
  }
