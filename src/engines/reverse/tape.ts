import type { Shape, Tensor } from '../../tensor.ts'
import type { UntypedOps } from '../untyped.ts'
import { wrapping } from '../wrapped-tensor.ts'
import { clock } from './kernels/clock.ts'
import { behind, cotangents } from './kernels/way-back.ts'
import type { Arrival, Node, Origin } from './node.ts'

/** What one derivative writes down. Its tensors are its own: to any other tape they are constants. */
export interface Tape {
  /** a tensor to which gradients are wanted; whole numbers, bits and masks have none and stay as they are */
  readonly variable: (inner: Tensor) => Tensor
  readonly innerOf: (tensor: Tensor) => Tensor
  /** `undefined` for a constant */
  readonly originOf: (tensor: Tensor) => Origin | undefined
  /** other numbers in the engine below for the same tensor */
  readonly like: (tensor: Tensor, inner: Tensor) => Tensor
  /** the results of an operation; constants when it is made of constants alone */
  readonly record: (results: readonly Tensor[], operands: readonly Origin[], back: Node['back']) => readonly Tensor[]
  /** a moment: what is recorded from here on is later */
  readonly now: () => number
  /** what these tensors are made from that was recorded before a moment */
  readonly takenFromBefore: (tensors: readonly Tensor[], moment: number) => readonly Origin[]
  /** from cotangents of some tensors back to everything behind them that was recorded since a moment, and what that was made from */
  readonly back: (arrivals: readonly Arrival[], since: number) => (origin: Origin) => Tensor | undefined
  /** cotangents and their tensors, where both are there */
  readonly arrivals: (tensors: readonly Tensor[], dys: readonly (Tensor | undefined)[]) => readonly Arrival[]
}

/** How what comes back to a tensor on several ways is added: one part after another, or by one `sum`. */
export type Total = 'upward' | 'one sum'

const adding: Readonly<Record<Total, (o: UntypedOps) => (parts: readonly Tensor[]) => Tensor | undefined>> = {
  upward: (o) => ([first, ...rest]) => first === undefined ? undefined : rest.reduce<Tensor>((sum, part) => o.add(sum, part), first),
  // No bound depends on the order of a `sum`, so this one speaks for every order.
  'one sum': (o) => (parts) => {
    const [first, second, ...more] = parts
    if (first === undefined || second === undefined) return first
    if (more.length === 0) return o.add(first, second)
    const shape: Shape = first.shape
    return o.sum(o.concat(parts.map((part) => o.reshape(part, [1, ...shape])), 0, [parts.length, ...shape]), [0])
  },
}

/** An empty tape over an engine. */
export const tapeOver = (o: UntypedOps, total: Total): Tape => {
  const { wrap, innerOf, besideOf: originOf } = wrapping<Origin>('recorded')
  const now = clock()
  const origins = (tensors: readonly Tensor[]): readonly Origin[] => tensors.flatMap((x) => originOf(x) ?? [])
  return {
    innerOf,
    originOf,
    now,
    variable: (inner) => {
      if (inner.dtype !== 'float') return inner
      const node: Node = { serial: now(), operands: [], back: () => [] }
      return wrap(inner, { node, result: 0, shape: inner.shape as Shape })
    },
    like: (tensor, inner) => {
      const origin = originOf(tensor)
      return origin === undefined ? inner : wrap(inner, origin)
    },
    record: (results, operands, back) => {
      if (operands.length === 0) return results
      const node: Node = { serial: now(), operands, back }
      return results.map((y, result) => y.dtype === 'float' ? wrap(y, { node, result, shape: y.shape as Shape }) : y)
    },
    takenFromBefore: (tensors, moment) => behind(origins(tensors), moment).outside,
    back: (arrivals, since) => cotangents(arrivals, behind(arrivals.map(({ origin }) => origin), since).inside, adding[total](o)),
    arrivals: (tensors, dys) => tensors.flatMap((x, i) => {
      const [origin, dy] = [originOf(x), dys[i]]
      return origin === undefined || dy === undefined ? [] : [{ origin, dy }]
    }),
  }
}
