import { located } from '../../misuse.ts'
import { type Env, identity, type Net, type Stage, type Stateful, type Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { atPlace } from '../../place.ts'
import type { Float, Key, Shape, Tensor } from '../../tensor.ts'

/** Stages to be put into another: a function from the network that does nothing, as a pipe is. */
export type Block<Q extends Trees, R extends Trees, A extends Shape, B extends Shape = A> =
  (x: Net<readonly [], readonly [], Float<A>, Float<A>>) => Net<Q, R, Float<A>, Float<B>>

/** The network that a block is, on inputs of a shape. */
export const netOf = <Q extends Trees, R extends Trees, A extends Shape, B extends Shape>(
  block: Block<Q, R, A, B>, shape: A,
): Net<Q, R, Float<A>, Float<B>> => block(identity<Float<A>>(shape, 'float'))

/** One of several blocks inside of a stage. */
export interface Branch<Q extends Trees, R extends Trees, A extends Tensor, B extends Tensor> {
  readonly stage: Stage
  readonly init: (ops: Ops, key: Key) => readonly [Q, R]
  readonly forward: (ops: Ops, env: Env) => Stateful<Q, R, A, B>
}

/** Block `number` of a stage: it draws from the key of its number, and its place and its notes begin with that. */
export const branch = <Q extends Trees, R extends Trees, A extends Tensor, B extends Tensor>(
  net: Net<Q, R, A, B>, number: number,
): Branch<Q, R, A, B> => {
  const place = `${number}.block`
  return {
    stage: { kind: 'block', settings: {}, out: net.out, inner: net.stages },
    init: (ops, key) => net.init(ops, ops.foldIn(key, number)),
    forward: (ops, env) => {
      const within = <T>(f: () => T): T => located(place, () => atPlace(ops, place, f))
      const named: Ops = { ...ops, note: (label, x, formula) => ops.note(`${place}.${label}`, x, formula) }
      const f = within(() => net.forward(named, { ...env, key: ops.foldIn(env.key, number) }))
      return (q, r, x) => {
        const [y, next, back] = within(() => f(q, r, x))
        return [y, next, (dy) => within(() => back(dy))]
      }
    },
  }
}
