import type { Ops } from '../../ops.ts'
import type { DType, Mask, Shape, Tensor } from '../../tensor.ts'
import type { Row, Steps } from './sequence.ts'

/** Tensors that belong to one step, in order. */
export type Slices = readonly Tensor[]

/** The slices of `T` steps, each stacked along a new first axis: time. */
export type Stacked<T extends number, L extends Slices> = {
  readonly [K in keyof L]: L[K] extends Tensor<infer S extends Shape, infer D extends DType> ? Tensor<readonly [T, ...S], D> : never
}

/** Which way time runs, and which steps count (`[time, batch]`; all do when left out). */
export interface Course<T extends number, N extends number> {
  readonly reverse: boolean
  readonly mask?: Mask<readonly [T, N]> | undefined
}

/**
 * What one step does, and its way back. `h`, the first of what is carried, is also what the step gives.
 *
 * Beside what it carries on, `step` says what the way back needs, such as the slopes of its gates. `back` is linear in `dCarry`, and gives
 * the cotangents of what was carried and of the slices `x`, and more where gradients of weights need it. Those are left to who runs
 * the recurrence, since over all steps together each is one matrix product.
 */
export interface Cell<H extends Tensor, C extends Slices, X extends Slices, K extends Slices, D extends Slices = X> {
  readonly step: (carry: readonly [h: H, ...C], x: X) => readonly [carry: readonly [h: H, ...C], kept: K]
  readonly back: (dCarry: readonly [dh: H, ...C], kept: K) => readonly [dCarry: readonly [dh: H, ...C], dx: D]
}

/** What a recurrence gives, every stack in the order of time. */
export interface Recurred<
  T extends number, N extends number, U extends number, C extends Slices, K extends Slices, D extends Slices,
> {
  /** what is carried after the last step */
  readonly last: readonly [h: Row<N, U>, ...C]
  /** h after every step */
  readonly hs: Steps<T, N, U>
  readonly kept: Stacked<T, K>
  /** from the cotangents of `hs` to those of `xs`; nothing flows through what was carried in or is carried out */
  readonly back: (dhs: Steps<T, N, U>) => Stacked<T, D>
}

/** `m`, one a row, for every element of the row. */
const overRow = (ops: Ops, m: Mask<Shape>, shape: Shape): Mask<Shape> =>
  ops.broadcast(m as Tensor, shape, shape.slice(1).map((_, axis) => axis + 1) as never)

/** `a` where a row counts, else `b`. */
export const chosen = <L extends Slices>(ops: Ops, m: Mask<Shape> | undefined, a: L, b: Slices): L =>
  m === undefined ? a : a.map((x, i) => ops.select(overRow(ops, m, x.shape), x, b[i] ?? x)) as Slices as L

/** 0 in every element of every one. */
export const zerosLike = (ops: Ops, list: Slices): Slices => list.map((x) => ops.fill(x.shape as Shape, 0))

/**
 * A cell run along time, from `carry`: forward one `scan`, back one `scan` the other way. (`scan` knows lists of tensors; the casts here say
 * what is in them.)
 *
 * A step that does not count carries everything on unchanged and repeats `h`; back, the cotangent of what it carries passes through, and
 * its own slices get 0.
 */
export const recurrence = <
  T extends number, N extends number, U extends number, C extends Slices, X extends Slices, K extends Slices, D extends Slices = X,
>(
  ops: Ops, length: T, cell: Cell<Row<N, U>, C, X, K, D>, carry: readonly [h: Row<N, U>, ...C], xs: Stacked<T, X>, { reverse, mask }: Course<T, N>,
): Recurred<T, N, U, C, K, D> => {
  type Carry = readonly [h: Row<N, U>, ...C]
  const masks: Slices = mask === undefined ? [] : [mask]
  /** What a step is given: whether its rows count, then its own slices. */
  const parted = (slices: Slices): readonly [Mask<Shape> | undefined, Slices] => mask === undefined ? [undefined, slices] : [slices[0], slices.slice(1)]

  const [last, stacks] = ops.scan(length, carry, [...masks, ...xs], (given, slices) => {
    const [m, x] = parted(slices)
    const [after, needed] = cell.step(given as Carry, x as X)
    const next = chosen(ops, m, after, given)
    return [next, [next[0], ...needed]]
  }, { reverse })
  const [hs, ...kept] = stacks as readonly [Steps<T, N, U>, ...Slices]

  return {
    last: last as Carry,
    hs,
    kept: kept as Slices as Stacked<T, K>,
    back: (dhs) => {
      const [, dxs] = ops.scan(length, zerosLike(ops, carry), [...masks, dhs, ...kept], (given, slices) => {
        const [m, own] = parted(slices)
        const [dh, ...needed] = own as readonly [Row<N, U>, ...K]
        const [dAfter, ...rest] = given as Carry
        const dNext: Carry = [ops.add(dAfter, dh), ...rest]
        const [dBefore, dx] = cell.back(dNext, needed)
        return [chosen(ops, m, dBefore, dNext), chosen(ops, m, dx, zerosLike(ops, dx))]
      }, { reverse: !reverse })
      return dxs as Slices as Stacked<T, D>
    },
  }
}
