import { misuse } from '../../../../misuse.ts'
import type { Window } from '../../../../ops.ts'
import { permuted } from '../../../../shape/axes.ts'
import { sizeOf, stridesOf } from '../../../../shape/size.ts'
import { windowStrides } from '../../../../shape/windows.ts'
import type { Shape } from '../../../../tensor.ts'
import { ARRAY, CONSTANT, ELEMENTWISE, MOVE } from '../../assembly/codes.ts'
import type { Instruction, Slot } from '../instruction.ts'
import { wordOf } from '../words.ts'
import { dense, stridedCopy, type Walk } from './strided-copy.ts'
import type { Lowering } from './lowering.ts'

/** A window of an array of shape `whole`. */
const windowOf = (slot: Slot, whole: Shape, { start, stride = start.map(() => 1) }: Window): Walk => {
  const strides = stridesOf(whole)
  return {
    slot,
    offset: strides.reduce((sum, step, axis) => sum + step * (start[axis] ?? 0), 0),
    strides: strides.map((step, axis) => step * (stride[axis] ?? 1)),
  }
}

/** The same number everywhere. */
const filled = (slot: Slot, elements: number, constant: Slot, node: number): Instruction => ({
  code: ELEMENTWISE,
  operands: [elements, 1, MOVE, slot << 2 | ARRAY, constant << 2 | CONSTANT, 0, 0],
  reads: [],
  writes: [slot],
  work: elements,
  registers: 0,
  nodes: [node],
})

/** A broadcast whose kept axes are no neighbours: the axes that are new are walked in place. */
export const broadcast: Lowering = ({ node, id, operands: [x], out }) => {
  const { shape, attributes: { axes = [] } } = node
  const kept = stridesOf(shape.filter((_, axis) => !axes.includes(axis)))
  const strides = shape.map((_, axis) => axes.includes(axis) ? 0 : kept[axis - axes.filter((gone) => gone < axis).length] ?? 0)
  return [stridedCopy(shape, { slot: x.slot, offset: 0, strides }, dense(out, shape), id)]
}

export const transpose: Lowering = ({ node, id, operands: [x], out }) =>
  [stridedCopy(node.shape, { slot: x.slot, offset: 0, strides: permuted(stridesOf(x.shape), node.attributes.order ?? []) }, dense(out, node.shape), id)]

export const slice: Lowering = ({ node, id, operands: [x], out }) =>
  [stridedCopy(node.shape, windowOf(x.slot, x.shape, node.attributes.window ?? { start: [] }), dense(out, node.shape), id)]

export const unfold: Lowering = ({ node: { shape, attributes: { windows } }, id, operands: [x], out }) =>
  windows === undefined ? misuse('compile', 'an unfold without windows')
  : [stridedCopy(shape, { slot: x.slot, offset: 0, strides: windowStrides(stridesOf(x.shape), windows) }, dense(out, shape), id)]

export const pad: Lowering = ({ node, id, operands: [x], out, arrays }) => {
  const { shape, attributes: { window = { start: [] }, value = 0 } } = node
  return [
    filled(out, sizeOf(shape), arrays.splat(wordOf('float', value)), id),
    stridedCopy(x.shape, dense(x.slot, x.shape), windowOf(out, shape, window), id),
  ]
}

export const concat: Lowering = ({ node: { shape, attributes: { axis: along = 0 } }, id, operands: [first, ...rest], out }) => {
  const operands = [first, ...rest]
  return operands.map(({ slot, shape: part }, i) => {
    const before = operands.slice(0, i).reduce((sum, other) => sum + (other.shape[along] ?? 0), 0)
    const start = shape.map((_, axis) => axis === along ? before : 0)
    return stridedCopy(part, dense(slot, part), windowOf(out, shape, { start }), id)
  })
}
