import { identity, type Net, type Trees } from '../../net.ts'
import { withState } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

/**
 * `y = x + block(x)`; compiles only if the block keeps its shape. A whole network is used as one layer.
 *
 * `dx = dy + dblock`: a value used twice has its gradients added.
 */
export const residual =
  <Q extends Trees, R extends Trees, Sh extends Shape>(
    block: (x: Net<readonly [], readonly [], Float<Sh>, Float<Sh>>) => Net<Q, R, Float<Sh>, Float<Sh>>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<readonly [...P, Q], readonly [...S, R], A, Float<Sh>> => {
    const inner = block(identity<Float<Sh>>(prev.out, 'float'))
    return withState<P, S, A, Float<Sh>, Float<Sh>, Q, R>(
      prev, prev.out, { kind: 'residual', settings: {}, inner: inner.stages }, inner.init,
      (ops, env) => {
        const f = inner.forward(ops, env)
        return (q, r, x) => {
          const [y, next, back] = f(q, r, x)
          return [ops.note('y', ops.add(x, y), 'y = x + block(x)'), next, (dy) => {
            const [dq, dx] = back(dy)
            return [dq, ops.note('dx', ops.add(dy, dx), 'dx = dy + dblock')]
          }]
        }
      })
  }
