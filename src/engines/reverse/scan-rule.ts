import type { Ops } from '../../ops.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { recorder } from '../listen/kernels/recorder.ts'
import type { UntypedOps } from '../untyped.ts'
import type { Origin } from './node.ts'
import type { Tape } from './tape.ts'

const at = <T>(list: readonly T[], indices: readonly number[]): readonly T[] => indices.flatMap((i) => list[i] ?? [])

/** The indices for which something is there. */
const where = (list: readonly unknown[]): readonly number[] => list.flatMap((entry, i) => entry === undefined ? [] : [i])

/** A list cut into the first `length` and the others. */
const cut = <T>(list: readonly T[], length: number): readonly [first: readonly T[], others: readonly T[]] =>
  [list.slice(0, length), list.slice(length)]

/**
 * A scan, and its way back, which is a scan in the other direction. Forward keeps what was carried into each step. Backward
 * runs the body of each step again from there, goes back through it, hands the cotangent of what is carried to the step
 * before, and adds up, step by step, the cotangents of the tensors that the body takes from around it.
 */
export const scanRule = (o: UntypedOps, tape: Tape): Ops['scan'] => (length, carry, xs, body, { reverse = false } = {}) => {
  const { innerOf, originOf, variable } = tape
  const tracked = where(xs.map(originOf))
  const real = carry.flatMap(({ dtype }, i) => dtype === 'float' ? [i] : [])
  /** One step, recorded, from tensors of the engine below. */
  const step = (before: readonly Tensor[], slices: readonly Tensor[]) => {
    const moment = tape.now()
    const [carried, given] = [before.map(variable), slices.map((x, i) => tracked.includes(i) ? variable(x) : x)]
    const [after, ys] = body(carried, given)
    return { moment, carried, given, after, ys }
  }
  const { tell, heard } = recorder<readonly Origin[]>()
  const [last, stacked] = o.scan(length, carry.map(innerOf), xs.map(innerOf), (before, slices) => {
    const { moment, after, ys } = step(before, slices)
    tell(tape.takenFromBefore([...after, ...ys], moment))
    return [after.map(innerOf), [...before, ...ys.map(innerOf)]]
  }, { reverse })
  const [kept, ys] = cut(stacked, carry.length)
  const around = [...new Set(heard().flat())]

  const back = (dys: readonly (Tensor | undefined)[]): readonly (Tensor | undefined)[] => {
    const [dLast, dStacked] = cut(Array.from([...last, ...ys], (_, i) => dys[i]), carry.length)
    const arrived = where(dStacked)
    const zero = ({ shape }: { readonly shape: Shape }): Tensor => o.fill(shape, 0)
    const [gone, dxs] = o.scan(
      length,
      [...at(last, real).map((y, i) => dLast[real[i] ?? NaN] ?? zero(y)), ...around.map(zero)],
      [...kept, ...xs.map(innerOf), ...at(dStacked, arrived).flatMap((dy) => dy ?? [])],
      (soFar, slices) => {
        const [dAfter, sums] = cut(soFar, real.length)
        const [before, others] = cut(slices, carry.length)
        const [x, dy] = cut(others, xs.length)
        const again = step(before, x)
        const arrivals = [...tape.arrivals(at(again.after, real), dAfter), ...tape.arrivals(at(again.ys, arrived), dy)]
        const found = tape.back(arrivals, again.moment)
        const cotangentOf = (v: Tensor): Tensor => {
          const origin = originOf(v)
          return (origin === undefined ? undefined : found(origin)) ?? zero(v)
        }
        const added = sums.map((sum, i) => {
          const part = around.slice(i, i + 1).map(found)[0]
          return part === undefined ? sum : o.add(sum, part)
        })
        return [[...at(again.carried, real).map(cotangentOf), ...added], at(again.given, tracked).map(cotangentOf)]
      }, { reverse: !reverse })
    const [dCarry, dAround] = cut(gone, real.length)
    return [...real.flatMap((i, k) => originOf(carry[i] as Tensor) === undefined ? [] : at(dCarry, [k])), ...dxs, ...dAround]
  }

  const operands = [...[...at(carry, real), ...at(xs, tracked)].flatMap((x) => originOf(x) ?? []), ...around]
  return cut(tape.record([...last, ...ys], operands, back), carry.length)
}
