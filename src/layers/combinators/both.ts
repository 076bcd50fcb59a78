import type { Env, Net, Stateful, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { withState } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { type Branch, branch } from './block.ts'

/** How two values become one, and a cotangent of it two. */
export type Join<A extends Shape, B extends Shape, C extends Shape> = (ops: Ops) => (a: Float<A>, b: Float<B>) =>
  readonly [y: Float<C>, formula: string, back: (dy: Float<C>) => readonly [da: Float<A>, db: Float<B>]]

/** A stage in which x goes through two blocks, whose outputs are joined: `y = join(f(x), g(x))`, `dx = df + dg`. */
export const both = <
  P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape, F extends Shape, G extends Shape, C extends Shape,
  QF extends Trees, RF extends Trees, QG extends Trees, RG extends Trees,
>(
  prev: Net<P, S, A, Float<Sh>>, out: C, kind: string,
  [f, g]: readonly [f: Net<QF, RF, Float<Sh>, Float<F>>, g: Net<QG, RG, Float<Sh>, Float<G>>], join: Join<F, G, C>,
): Net<readonly [...P, readonly [QF, QG]], readonly [...S, readonly [RF, RG]], A, Float<C>> => {
  const [left, right] = [branch(f, 0), branch(g, 1)]
  return withState<P, S, A, Float<Sh>, Float<C>, readonly [QF, QG], readonly [RF, RG]>(
    prev, out, { kind, settings: {}, inner: [left.stage, right.stage] },
    (ops, key) => {
      const [[qf, rf], [qg, rg]] = [left.init(ops, key), right.init(ops, key)]
      return [[qf, qg], [rf, rg]]
    },
    (ops, env) => joined(ops, env, left, right, join))
}

const joined = <
  Sh extends Shape, F extends Shape, G extends Shape, C extends Shape, QF extends Trees, RF extends Trees, QG extends Trees, RG extends Trees,
>(
  ops: Ops, env: Env, left: Branch<QF, RF, Float<Sh>, Float<F>>, right: Branch<QG, RG, Float<Sh>, Float<G>>, join: Join<F, G, C>,
): Stateful<readonly [QF, QG], readonly [RF, RG], Float<Sh>, Float<C>> => {
  const [f, g] = [left.forward(ops, env), right.forward(ops, env)]
  return ([qf, qg], [rf, rg], x) => {
    const [a, nextF, backF] = f(qf, rf, x)
    const [b, nextG, backG] = g(qg, rg, x)
    const [y, formula, back] = join(ops)(a, b)
    return [ops.note('y', y, formula), [nextF, nextG], (dy) => {
      const [da, db] = back(dy)
      const [dqf, dxf] = backF(da)
      const [dqg, dxg] = backG(db)
      return [[dqf, dqg], ops.note('dx', ops.add(dxf, dxg), 'dx = df + dg')]
    }]
  }
}
