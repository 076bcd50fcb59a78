import { located, requireThat } from './misuse.ts'
import { checkedShape, type Env, type Net, type Para, type Stage, type Stateful, type Trees, type Vjp } from './net.ts'
import type { Ops } from './ops.ts'
import { atPlace } from './place.ts'
import { sameShape, showShape } from './shape/size.ts'
import type { DType, Key, Shape, Tensor, Tree } from './tensor.ts'
import * as tree from './tree.ts'

/** What a builder says of its stage: its name, and its arguments where it has some. */
export type StageName = Pick<Stage, 'kind' | 'inner'> & Partial<Pick<Stage, 'settings'>>

/** A network grown by a plain map. */
export const map = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, C extends Tensor>(
  prev: Net<P, S, A, B>, out: C['shape'], stage: StageName, f: (ops: Ops, env: Env) => Vjp<B, C>,
): Net<P, S, A, C> => ({
  ...grown<C>(prev, out, stage),
  init: prev.init,
  forward: (ops, env) => {
    const place = placeOf(prev, stage)
    const [g, v] = [prev.forward(ops, env), atPlace(ops, place, () => f(named(ops, place), keyed(ops, env, prev)))]
    return (params, state, x) => {
      const [h, nextState, backG] = g(params, state, x)
      const [y, backV] = within(ops, place, () => giving(out, v(h)))
      return [y, nextState, (dy) => backG(within(ops, place, () => likeInput(backV(dy), h)))]
    }
  },
})

/** A network grown by a map with parameters. */
export const withParams = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, C extends Tensor, Q extends Tree>(
  prev: Net<P, S, A, B>, out: C['shape'], stage: StageName,
  init: (ops: Ops, key: Key) => Q, f: (ops: Ops, env: Env) => Para<Q, B, C>,
): Net<readonly [...P, Q], S, A, C> => ({
  ...grown<C>(prev, out, stage),
  init: (ops, key) => {
    const [params, state] = prev.init(ops, key)
    return [[...params, init(ops, ops.foldIn(key, prev.stages.length))], state]
  },
  forward: (ops, env) => {
    const place = placeOf(prev, stage)
    const [g, v] = [prev.forward(ops, env), atPlace(ops, place, () => f(named(ops, place), keyed(ops, env, prev)))]
    return (params, state, x) => {
      const [p, q] = within(ops, place, () => unsnoc<P, Q>('parameters', params))
      const [h, nextState, backG] = g(p, state, x)
      const [y, backV] = within(ops, place, () => giving(out, v(q, h)))
      return [y, nextState, (dy) => {
        const [dq, dh] = within(ops, place, () => likeBoth(backV(dy), q, h))
        const [dp, dx] = backG(dh)
        return [[...dp, dq], dx]
      }]
    }
  },
})

/** A network grown by a map with parameters and state. */
export const withState = <
  P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, C extends Tensor, Q extends Tree, R extends Tree,
>(
  prev: Net<P, S, A, B>, out: C['shape'], stage: StageName,
  init: (ops: Ops, key: Key) => readonly [Q, R], f: (ops: Ops, env: Env) => Stateful<Q, R, B, C>,
): Net<readonly [...P, Q], readonly [...S, R], A, C> => ({
  ...grown<C>(prev, out, stage),
  init: (ops, key) => {
    const [params, state] = prev.init(ops, key)
    const [q, r] = init(ops, ops.foldIn(key, prev.stages.length))
    return [[...params, q], [...state, r]]
  },
  forward: (ops, env) => {
    const place = placeOf(prev, stage)
    const [g, v] = [prev.forward(ops, env), atPlace(ops, place, () => f(named(ops, place), keyed(ops, env, prev)))]
    return (params, state, x) => {
      const [p, q] = within(ops, place, () => unsnoc<P, Q>('parameters', params))
      const [s, r] = within(ops, place, () => unsnoc<S, R>('state', state))
      const [h, nextS, backG] = g(p, s, x)
      const [y, nextR, backV] = within(ops, place, () => giving(out, v(q, r, h)))
      return [y, [...nextS, nextR], (dy) => {
        const [dq, dh] = within(ops, place, () => likeBoth(backV(dy), q, h))
        const [dp, dx] = backG(dh)
        return [[...dp, dq], dx]
      }]
    }
  },
})

/** What of a longer network is known without its parameters. */
const grown = <C extends Tensor>(
  prev: { readonly in: Shape; readonly dtype: DType; readonly stages: readonly Stage[] }, out: C['shape'], stage: StageName,
) => {
  const own = checkedShape(placeOf(prev, stage), out)
  return { out: own, in: prev.in, dtype: prev.dtype, stages: [...prev.stages, { settings: {}, ...stage, out: own }] }
}

/** `2.dense`: where a stage stands, for labels and error messages. */
const placeOf = (prev: { readonly stages: readonly Stage[] }, stage: StageName): string => `${prev.stages.length}.${stage.kind}`

/** Runs what happens at a place: a `Misuse` is told the place, and so is an engine that listens. */
const within = <T>(ops: Ops, place: string, f: () => T): T => located(place, () => atPlace(ops, place, f))

/** The same vocabulary, with notes that begin with the place. */
const named = (ops: Ops, place: string): Ops => ({ ...ops, note: (label, x, formula) => ops.note(`${place}.${label}`, x, formula) })

/** Stage i draws from key i. */
const keyed = (ops: Ops, env: Env, prev: { readonly stages: readonly Stage[] }): Env =>
  ({ ...env, key: ops.foldIn(env.key, prev.stages.length) })

// A stage that breaks its word is blamed at its own place, not where the wrong shape is first used.

/** Refuses an output of another shape than the stage said. */
const giving = <G extends readonly [y: Tensor, ...rest: readonly unknown[]]>(out: Shape, given: G): G => {
  requireThat(sameShape(given[0].shape, out), 'y', () => `the stage gives ${showShape(given[0].shape)} where it said ${showShape(out)}`)
  return given
}

/** Refuses a cotangent of another shape than the input; whole numbers have none. */
const likeInput = <D extends Tensor | null>(dx: D, x: Tensor): D => {
  requireThat(dx === null || sameShape(dx.shape, x.shape), 'dx', () => `${showShape(dx?.shape ?? [])} came back for an input of ${showShape(x.shape)}`)
  return dx
}

const shapes = (t: Tree): string => tree.byPath(t).map(({ path, tensor }) => `${path} ${showShape(tensor.shape)}`).join(', ')

const sameLayout = (a: Tree, b: Tree): boolean => {
  const [us, vs] = [tree.byPath(a), tree.byPath(b)]
  return us.length === vs.length && us.every(({ path, tensor }, i) => path === vs[i]?.path && sameShape(tensor.shape, vs[i].tensor.shape))
}

/** Refuses a gradient that is not laid out as the parameters are. */
const likeBoth = <Q extends Tree, D extends Tensor | null>([dq, dx]: readonly [Q, D], q: Q, x: Tensor): readonly [Q, D] => {
  requireThat(sameLayout(dq, q), 'dq', () => `the gradient has ${shapes(dq)}, the parameters have ${shapes(q)}`)
  return [dq, likeInput(dx, x)]
}

/** A flat tuple split into all but the last and the last; the compiler cannot follow a slice. */
const unsnoc = <P extends Trees, Q extends Tree>(what: string, trees: readonly [...P, Q]): readonly [P, Q] => {
  requireThat(trees.length > 0, what, () => 'too few were given: none is left for this stage')
  return [trees.slice(0, -1) as Trees as P, trees[trees.length - 1] as Q]
}
