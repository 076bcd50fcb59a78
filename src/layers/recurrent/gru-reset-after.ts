import type { Stateful } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { toMatrix } from '../../shape/matrix.ts'
import { multiply } from '../../shape/digits.ts'
import type { Float } from '../../tensor.ts'
import { type Sloped, slopedTanh } from './gate-activation.ts'
import { addGates, type AllGates, cutGates, joinGates, mapGates, type PerGate } from './gates.ts'
import { type Cell, type Course, recurrence } from './recurrence.ts'
import { recurrentProduct, type RecurrentProduct } from './recurrent-product.ts'
import type { Carried, RecurrentWeights } from './recurrent-stage.ts'
import { before, projected, type Row, type Sequences, turned } from './sequence.ts'

/**
 * The gates side by side in the order z, r, h: `w [I, 3 U]`, `u [U, 3 U]`, `b [2, 3 U]`, of which the first row is added to x w and the second
 * to h u.
 */
export type GruResetAfter<I extends number, U extends number> = RecurrentWeights<3, I, U, Float<readonly [2, AllGates<3, U>]>>

type Three<N extends number, U extends number> = PerGate<3, Row<N, U>>

/**
 * One step, and the way back. What is kept are z, r and the slopes of h' by its gates. Back, the last of the four is the cotangent of
 * `h u` where the reset gate stands between that and g.
 */
const cellOf = <N extends number, U extends number>(
  ops: Ops, gate: Sloped, product: RecurrentProduct<N, U, 3>, biases: PerGate<3, Float<readonly [U]>>,
): Cell<Row<N, U>, readonly [], Three<N, U>, PerGate<5, Row<N, U>>, PerGate<4, Row<N, U>>> => ({
  step: ([h], [xz, xr, xh]) => {
    const [hz, hr, hh] = addGates<3, readonly [N, U]>(ops, product.of(h), mapGates<3, Float<readonly [U]>, Row<N, U>>(biases, (b) =>
      ops.broadcast<readonly [N, U], readonly [0], 'float'>(b, h.shape, [0])))
    const [[z, dz], [r, dr]] = [gate(ops.add(xz, hz)), gate(ops.add(xr, hr))]
    const [g, dg] = slopedTanh(ops)(ops.add(xh, ops.mul(r, hh)))
    const other = ops.sub(ops.fill(z.shape, 1), z)
    const byG = ops.mul(other, dg)
    return [[ops.add(ops.mul(z, h), ops.mul(other, g))], [z, r, ops.mul(ops.sub(h, g), dz), ops.mul(hh, dr), byG]]
  },
  back: ([dh], [z, r, byZ, byR, byG]) => {
    const [az, ag] = [ops.mul(dh, byZ), ops.mul(dh, byG)]
    const [ar, am] = [ops.mul(ag, byR), ops.mul(ag, r)]
    return [[ops.add(ops.mul(dh, z), product.back([az, ar, am]))], [az, ar, ag, am]]
  },
})

/** `g = tanh(x w + b₀ + r (h u + b₁))`: the reset gate is applied after the product with u. */
export const resetAfter = <U extends number>(u: U, gate: (ops: Ops) => Sloped) =>
  <N extends number, T extends number, I extends number>(
    ops: Ops, course: Course<T, N>,
  ): Stateful<GruResetAfter<I, U>, Carried<'h', N, U>, Sequences<N, T, I>, Sequences<N, T, U>> => (q, r, x) => {
    type All = AllGates<3, U>
    const all: All = multiply(3, u)
    const row = (index: number): Float<readonly [All]> => ops.reshape(ops.slice(q.b, { start: [index, 0] }, [1, all]), [all])
    const input = projected<N, T, I, U, 3>(ops, 3, u, q.w, row(0), x)
    const product = recurrentProduct<N, U, 3>(ops, 3, u, q.u)
    const cell = cellOf<N, U>(ops, gate(ops), product, cutGates<3, readonly [], U>(ops, 3, u, row(1)))
    const { last: [h], hs, back } = recurrence(ops, x.shape[1], cell, [r.h], input.zs, course)
    return [ops.note('y', turned(ops, hs), 'y[t] = z h + (1 - z) g'), { h }, (dy) => {
      const [az, ar, ag, am] = back(turned(ops, dy))
      const { w, b, x: dx } = input.back([az, ar, ag])
      const du = product.gradient(before(ops, r.h, hs, course.reverse), [az, ar, am])
      const [bz, br] = cutGates<3, readonly [], U>(ops, 3, u, b)
      const second = joinGates<3, readonly [], U>(ops, 3, u, [bz, br, ops.sum(toMatrix<readonly [T, N], U>(ops, am), [0])])
      const db = ops.reshape(ops.concat([b, second], 0, [multiply(2, all)]), [2, all])
      return [
        { w: ops.note('dw', w, 'dw = x^T da'), u: ops.note('du', du, 'du = h^T da, with r da for g'), b: ops.note('db', db, 'db = sum da, with r da for g in the second row') },
        ops.note('dx', dx, 'dx = da w^T'),
      ]
    }]
  }
