import type { Stateful } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { toMatrix } from '../../shape/matrix.ts'
import type { Float } from '../../tensor.ts'
import { type Sloped, slopedTanh } from './gate-activation.ts'
import { type AllGates, cutGates, joinGates, type PerGate } from './gates.ts'
import { type Cell, type Course, recurrence } from './recurrence.ts'
import type { Carried, RecurrentWeights } from './recurrent-stage.ts'
import { before, projected, type Row, type Sequences, type Steps, turned } from './sequence.ts'

/** The gates side by side in the order z, r, h: `w [I, 3 U]`, `u [U, 3 U]`, `b [3 U]`. */
export type GruResetBefore<I extends number, U extends number> = RecurrentWeights<3, I, U, Float<readonly [AllGates<3, U>]>>

/** One step, and the way back. What is kept are z, r, r h, and the slopes of h' by its gates. */
const cellOf = <N extends number, U extends number>(
  ops: Ops, gate: Sloped, [uz, ur, uh]: PerGate<3, Float<readonly [U, U]>>,
): Cell<Row<N, U>, readonly [], PerGate<3, Row<N, U>>, PerGate<6, Row<N, U>>> => ({
  step: ([h], [xz, xr, xh]) => {
    const [[z, dz], [r, dr]] = [gate(ops.add(xz, ops.matmul(h, uz))), gate(ops.add(xr, ops.matmul(h, ur)))]
    const held = ops.mul(r, h)
    const [g, dg] = slopedTanh(ops)(ops.add(xh, ops.matmul(held, uh)))
    const other = ops.sub(ops.fill(z.shape, 1), z)
    const next = ops.add(ops.mul(z, h), ops.mul(other, g))
    return [[next], [z, r, held, ops.mul(ops.sub(h, g), dz), ops.mul(h, dr), ops.mul(other, dg)]]
  },
  back: ([dh], [z, r, , byZ, byR, byG]) => {
    const [az, ag] = [ops.mul(dh, byZ), ops.mul(dh, byG)]
    const dHeld = ops.matmulNT(ag, uh)
    const ar = ops.mul(dHeld, byR)
    const straight = ops.add(ops.mul(dh, z), ops.mul(dHeld, r))
    return [[ops.add(ops.add(straight, ops.matmulNT(az, uz)), ops.matmulNT(ar, ur))], [az, ar, ag]]
  },
})

/** `g = tanh(x w + (r h) u + b)`: the reset gate is applied before the product with u. */
export const resetBefore = <U extends number>(u: U, gate: (ops: Ops) => Sloped) =>
  <N extends number, T extends number, I extends number>(
    ops: Ops, course: Course<T, N>,
  ): Stateful<GruResetBefore<I, U>, Carried<'h', N, U>, Sequences<N, T, I>, Sequences<N, T, U>> => (q, r, x) => {
    const input = projected<N, T, I, U, 3>(ops, 3, u, q.w, q.b, x)
    const us = cutGates<3, readonly [U], U>(ops, 3, u, q.u)
    const { last: [h], hs, kept: [, , held], back } = recurrence(ops, x.shape[1], cellOf<N, U>(ops, gate(ops), us), [r.h], input.zs, course)
    return [ops.note('y', turned(ops, hs), "y[t] = z h + (1 - z) g"), { h }, (dy) => {
      const das = back(turned(ops, dy))
      const { w, b, x: dx } = input.back(das)
      const rows = (steps: Steps<T, N, U>) => toMatrix<readonly [T, N], U>(ops, steps)
      const [az, ar, ag] = das
      const first = rows(before(ops, r.h, hs, course.reverse))
      const du = joinGates<3, readonly [U], U>(ops, 3, u,
        [ops.matmulTN(first, rows(az)), ops.matmulTN(first, rows(ar)), ops.matmulTN(rows(held), rows(ag))])
      return [
        { w: ops.note('dw', w, 'dw = x^T da'), u: ops.note('du', du, 'du = (h, h, r h)^T da'), b: ops.note('db', b, 'db = sum da') },
        ops.note('dx', dx, 'dx = da w^T'),
      ]
    }]
  }
