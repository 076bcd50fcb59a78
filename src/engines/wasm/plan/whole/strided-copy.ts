import { sizeOf, stridesOf } from '../../../../shape/size.ts'
import type { Shape } from '../../../../tensor.ts'
import { COPY } from '../../assembly/codes.ts'
import type { Instruction, Slot } from '../instruction.ts'

/** How one side of a copy is walked: elements from its start, and between neighbours along each axis. */
export interface Walk {
  readonly slot: Slot
  readonly offset: number
  readonly strides: readonly number[]
}

/** Row-major from the start. */
export const dense = (slot: Slot, shape: Shape): Walk => ({ slot, offset: 0, strides: stridesOf(shape) })

/** One axis of both sides. */
export interface Axis {
  readonly size: number
  readonly from: number
  readonly to: number
}

/** Neighbouring axes that are walked as one on both sides become one; axes of size 1 vanish. */
export const joined = (axes: readonly Axis[]): readonly Axis[] =>
  axes.filter(({ size }) => size !== 1).reduce<readonly Axis[]>((before, axis) => {
    const outer = before.at(-1)
    return outer !== undefined && outer.from === axis.from * axis.size && outer.to === axis.to * axis.size
      ? [...before.slice(0, -1), { size: outer.size * axis.size, from: axis.from, to: axis.to }]
      : [...before, axis]
  }, [])

/** out[i · strides + offset] = x[i · strides + offset] for every coordinate i of `shape`. */
export const stridedCopy = (shape: Shape, from: Walk, to: Walk, node: number): Instruction => {
  const axes = joined(shape.map((size, axis) => ({ size, from: from.strides[axis] ?? 0, to: to.strides[axis] ?? 0 })))
  const walked = axes.length === 0 ? [{ size: 1, from: 1, to: 1 }] : axes
  return {
    code: COPY,
    operands: [from.slot, to.slot, from.offset, to.offset, walked.length, ...walked.flatMap((axis) => [axis.size, axis.from, axis.to])],
    reads: [from.slot],
    writes: [to.slot],
    work: 2 * sizeOf(shape),
    registers: 0,
    nodes: [node],
  }
}
