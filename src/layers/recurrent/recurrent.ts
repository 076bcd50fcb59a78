import { misuse, requireThat } from '../../misuse.ts'
import type { Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { withParams } from '../../stages.ts'
import type { FixedSize, Key, Tensor, Tree } from '../../tensor.ts'
import * as tree from '../../tree.ts'
import { chosen, type Slices, zerosLike } from './recurrence.ts'
import { courseOf } from './recurrent-stage.ts'
import { type Row, type Sequences, type Steps, turned } from './sequence.ts'

/** A step of a user's own: from parameters, what is carried and one step of the input to what is carried on and the output, and the way back. */
export type RecurrentStep<Q extends Tree, C extends Tree, N extends number, I extends number, O extends number> =
  (q: Q, carry: C, x: Row<N, I>) => readonly [
    carry: C, y: Row<N, O>, back: (dCarry: C, dy: Row<N, O>) => readonly [dq: Q, dCarry: C, dx: Row<N, I>],
  ]

/** A recurrent cell of a user's own: parameters `Q` and what it carries, `C`, are trees of real numbers. */
export interface RecurrentCell<Q extends Tree, C extends Tree, N extends number, I extends number, O extends number> {
  /** for listings */
  readonly name: string
  /** first parameters */
  readonly init: (ops: Ops, key: Key) => Q
  /** what the first step is given; its first axis is the batch */
  readonly start: (ops: Ops) => C
  readonly step: (ops: Ops) => RecurrentStep<Q, C, N, I, O>
}

/** A tree of real numbers as a list, and back, whatever order its names are written in. */
const listing = <T extends Tree>(what: string, like: T): { readonly list: (t: T) => Slices; readonly tree: (list: Slices) => T } => {
  const paths = tree.byPath(like).map(({ path, tensor }) => {
    requireThat(tensor.dtype === 'float', 'recurrent', () => `${what} "${path}" is ${tensor.dtype}: only real numbers have cotangents`)
    return path
  })
  return {
    list: (t) => tree.byPath(t).map(({ tensor }) => tensor),
    tree: (list) => tree.mapTensors((_, path) => list[paths.indexOf(path)] ?? misuse('recurrent', `${what} has no "${path}"`), like),
  }
}

/**
 * A recurrent layer of one's own along the second axis, `[N, T, I] → [N, T, O]`: `[carry', y[t]] = step(q, carry, x[t])`, from `start`. The cell
 * is told the shape of a step and the units O.
 *
 * The way back runs the cell's own `back` from the last step to the first. Of the forward pass only what each step was given is kept; the
 * step is run again where it is gone back through, and the gradients of the parameters are added up from step to step. (The library's own
 * layers keep slopes instead, and leave the gradients of weights to one product over all steps.) With `reverse` time runs backwards.
 *
 * A step that `env.mask` does not count carries everything on and repeats the last output. Throws `Misuse` for parameters or carries that
 * are no real numbers, and for a mask of another shape than `[N, T]`.
 */
export const recurrent =
  <Q extends Tree, C extends Tree, N extends number, I extends number, O extends number>(
    units: O & FixedSize<O>, cellOf: (slice: readonly [N, I], units: O) => RecurrentCell<Q, C, N, I, O>,
    { reverse = false }: { readonly reverse?: boolean } = {},
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor, T extends number>(
    prev: Net<P, S, A, Sequences<N, T, I>>,
  ): Net<readonly [...P, Q], S, A, Sequences<N, T, O>> => {
    const [n, t, i] = prev.out
    const o: O = units
    const cell = cellOf([n, i], o)
    return withParams<P, S, A, Sequences<N, T, I>, Sequences<N, T, O>, Q>(
      prev, [n, t, o], { kind: 'recurrent', settings: { cell: cell.name, units, reverse } }, cell.init,
      (ops, env) => (q, x) => {
        const { mask } = courseOf(ops, env, [n, t], reverse)
        const [step, start] = [cell.step(ops), cell.start(ops)]
        const [params, carries] = [listing('parameter', q), listing('carry', start)]
        const [carried, size] = [carries.list(start), params.list(q).length]
        const masks: Slices = mask === undefined ? [] : [mask]
        const markOf = (slices: Slices) => mask === undefined ? undefined : slices[0]
        const none: Row<N, O> = ops.fill([n, o], 0)
        const xs = turned(ops, x)

        // What is carried is followed by the last output, which a step that does not count repeats.
        const [, [ys, ...befores]] = ops.scan(t, [...carried, none], [...masks, xs], (given, slices) => {
          const [after, y] = step(q, carries.tree(given), slices[masks.length] as Row<N, I>)
          const next = chosen<Slices>(ops, markOf(slices), [...carries.list(after), y], given)
          return [next, [next[carried.length] ?? y, ...given.slice(0, -1)]]
        }, { reverse })

        return [ops.note('y', turned(ops, ys as Steps<T, N, O>), 'y[t] = step(carry, x[t])'), (dOutput) => {
          const begin = [...zerosLike(ops, params.list(q)), ...zerosLike(ops, carried), none]
          const [sums, [dxs]] = ops.scan(t, begin, [...masks, turned(ops, dOutput), xs, ...befores], (given, slices) => {
            const m = markOf(slices)
            const [dy, own, ...before] = slices.slice(masks.length)
            const dLast = given[given.length - 1] as Row<N, O>
            // A row that does not count is given cotangents of 0, and hands on those that it was to have.
            const dNext: Slices = [...given.slice(size, -1), ops.add(dy as Row<N, O>, dLast)]
            const told = chosen(ops, m, dNext, zerosLike(ops, dNext))
            const [, , back] = step(q, carries.tree(before), own as Row<N, I>)
            const [dq, dCarry, dx] = back(carries.tree(told), told[told.length - 1] as Row<N, O>)
            const dParams = params.list(dq).map((d, at) => ops.add(given[at] ?? d, d))
            return [[...dParams, ...chosen(ops, m, [...carries.list(dCarry), none], dNext)], chosen(ops, m, [dx], zerosLike(ops, [dx]))]
          }, { reverse: !reverse })
          const dq = tree.mapTensors((sum, path) => ops.note(path === '' ? 'dq' : `dq.${path}`, sum, 'sum of dq[t] over the steps'), params.tree(sums.slice(0, size)))
          return [dq, ops.note('dx', turned(ops, dxs as Steps<T, N, I>), 'dx[t] = back at t')]
        }]
      })
  }
