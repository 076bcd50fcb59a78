import { requireThat } from './misuse.ts'
import type { Ops } from './ops.ts'
import { requireSizes } from './shape/size.ts'
import type { Cotangent, Fixed, Float, Ids, Key, Mask, Shape, Tensor, Tree } from './tensor.ts'

/** What holds still while one step runs. `train` is decided while tracing: a network has one graph for each value. */
export interface Env {
  readonly key: Key
  readonly train: boolean
  /** positions of a padded sequence that count, `[batch, time]`; all count when left out. `maskPadding` and `maskSteps` set it */
  readonly mask?: Mask<Shape> | undefined
}

/** A differentiable map: the value, and the way back from a cotangent of the output to one of the input. */
export type Vjp<A, B> = (x: A) => readonly [y: B, back: (dy: Cotangent<B>) => Cotangent<A>]

/** The same with parameters `q`, whose gradient comes back beside that of the input. */
export type Para<Q, A, B> = (q: Q, x: A) => readonly [y: B, back: (dy: Cotangent<B>) => readonly [dq: Q, dx: Cotangent<A>]]

/** The same with state `r` that is handed from step to step. */
export type Stateful<Q, R, A, B> = (q: Q, r: R, x: A) =>
  readonly [y: B, next: R, back: (dy: Cotangent<B>) => readonly [dq: Q, dx: Cotangent<A>]]

/** What a stage is, as data: for tables, drawings and for building the same network elsewhere. */
export interface Stage {
  /** the builder's name, such as `dense` */
  readonly kind: string
  /** its arguments, such as `{ units: 32 }` */
  readonly settings: Readonly<Record<string, number | string | boolean>>
  readonly out: Shape
  /** the stages of a block inside */
  readonly inner?: readonly Stage[]
}

/**
 * A network: parameters `P`, state `S`, input `A`, output `B`. It is a value; it holds no weights.
 *
 * Laws: `input` is the identity; `back` is linear, and gives the same answer every time it is called; stage i draws from
 * key i, so adding a stage at the end changes no weight before it.
 */
export interface Net<
  in out P extends readonly Tree[], in out S extends readonly Tree[], in out A extends Tensor, in out B extends Tensor,
> {
  /** the output's shape; first, because it is what error messages should speak of */
  readonly out: B['shape']
  readonly in: A['shape']
  readonly dtype: A['dtype']
  readonly stages: readonly Stage[]
  readonly init: (ops: Ops, key: Key) => readonly [params: P, state: S]
  readonly forward: (ops: Ops, env: Env) => Stateful<P, S, A, B>
}

/** A list of parameters or of states, one entry for each stage that has some. */
export type Trees = readonly Tree[]

/** The network that does nothing, with input `A`. */
export const identity = <A extends Tensor>(shape: A['shape'], dtype: A['dtype']): Net<readonly [], readonly [], A, A> => {
  const own = checkedShape<A['shape']>('input', shape)
  return {
    out: own,
    in: own,
    dtype,
    stages: [],
    init: () => [[], []],
    forward: () => (params: Trees, state, x) => {
      // Each stage takes its own from the end of the list; what is left belongs to another network.
      requireThat(params.length === 0, 'network', () =>
        `${params.length} more trees of parameters were given than the network has stages for`)
      return [x, state, (dx) => [[], dx]]
    },
  }
}

/** The head of a pipe: real numbers of this shape. Sizes must be literal. */
export const input = <const Sh extends Shape>(shape: Sh & Fixed<Sh>): Net<readonly [], readonly [], Float<Sh>, Float<Sh>> =>
  identity<Float<Sh>>(shape, 'float')

/** The head of a pipe: whole numbers of this shape, such as token ids. */
export const ids = <const Sh extends Shape>(shape: Sh & Fixed<Sh>): Net<readonly [], readonly [], Ids<Sh>, Ids<Sh>> =>
  identity<Ids<Sh>>(shape, 'i32')

/** A shape of the network's own. Sizes that slipped through `any` are refused where it is built, not when it first runs. */
export const checkedShape = <S extends Shape>(operation: string, shape: S): S => {
  requireSizes(operation, shape)
  return Object.freeze([...shape]) as Shape as S
}
