import type { Ops } from '../../ops.ts'
import { fromMatrix, toMatrix } from '../../shape/matrix.ts'
import type { Float, Tensor } from '../../tensor.ts'
import { type AllGates, type Count, cutGates, joinGates, mapGates, type PerGate, sumGates, zipGates } from './gates.ts'

/** A batch of sequences, `[batch, time, features]`. */
export type Sequences<N extends number, T extends number, I extends number> = Float<readonly [N, T, I]>
/** The same with time first, as a recurrence takes them. */
export type Steps<T extends number, N extends number, I extends number> = Float<readonly [T, N, I]>

/** Time first, which is its own way back: `[N, T, I] → [T, N, I]`. */
export const turned = <N extends number, T extends number, I extends number>(ops: Ops, x: Sequences<N, T, I>): Steps<T, N, I> =>
  ops.transpose(x, [1, 0, 2])

/** One step of a batch. */
export type Row<N extends number, U extends number> = Float<readonly [N, U]>

/** What the inputs give to every gate at every step, and the way back. */
export interface Projected<N extends number, T extends number, I extends number, U extends number, G extends Count> {
  readonly zs: PerGate<G, Steps<T, N, U>>
  readonly back: (das: PerGate<G, Steps<T, N, U>>) => {
    readonly w: Float<readonly [I, AllGates<G, U>]>
    readonly b: Float<readonly [AllGates<G, U>]>
    readonly x: Sequences<N, T, I>
  }
}

/**
 * `z = x w + b`, gate by gate, for all steps at once, so that nothing of it is left inside of the loop.
 *
 * `dw = xᵀ da`, `db = Σ da`, `dx = Σ da wᵀ` over the gates.
 */
export const projected = <N extends number, T extends number, I extends number, U extends number, G extends Count>(
  ops: Ops, gates: G, units: U, w: Float<readonly [I, AllGates<G, U>]>, b: Float<readonly [AllGates<G, U>]>, x: Sequences<N, T, I>,
): Projected<N, T, I, U, G> => {
  type Leading = readonly [T, N]
  const leading: Leading = [x.shape[1], x.shape[0]]
  const rows = toMatrix<Leading, I>(ops, turned(ops, x))
  const ws = cutGates<G, readonly [I], U>(ops, gates, units, w)
  const bs = cutGates<G, readonly [], U>(ops, gates, units, b)
  return {
    zs: zipGates(ws, bs, (own, bias) => {
      const product = ops.matmul(rows, own)
      return fromMatrix<Leading, U>(ops, ops.add(product, ops.broadcast(bias, product.shape, [0])), leading)
    }),
    back: (das) => {
      const ds = mapGates(das, (da) => toMatrix<Leading, U>(ops, da))
      const dx = sumGates(ops, zipGates(ds, ws, (da, own) => ops.matmulNT(da, own)))
      return {
        w: joinGates<G, readonly [I], U>(ops, gates, units, mapGates(ds, (da) => ops.matmulTN(rows, da))),
        b: joinGates<G, readonly [], U>(ops, gates, units, mapGates(ds, (da) => ops.sum(da, [0]))),
        x: turned(ops, fromMatrix<Leading, I>(ops, dx, leading)),
      }
    },
  }
}

/** What each step began with: `first`, then what the step before it gave. */
export const before = <T extends number, N extends number, U extends number>(
  ops: Ops, first: Float<readonly [N, U]>, hs: Steps<T, N, U>, reverse: boolean,
): Steps<T, N, U> => {
  const [t, n, u] = hs.shape
  const start: Tensor = ops.reshape(first, [1, n, u])
  if (t === 1) return start
  const others: Tensor = ops.slice(hs, { start: [reverse ? 1 : 0, 0, 0] }, [t - 1, n, u])
  return ops.concat<readonly [T, N, U], 'float'>(reverse ? [others, start] : [start, others], 0, [t, n, u])
}
