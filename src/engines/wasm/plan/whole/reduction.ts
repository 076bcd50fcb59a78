import { permuted } from '../../../../shape/axes.ts'
import { sizeOf, stridesOf } from '../../../../shape/size.ts'
import type { Shape } from '../../../../tensor.ts'
import { ARGMAX, MAX, SUM, SUM_BLOCK } from '../../assembly/codes.ts'
import type { Instruction, Slot } from '../instruction.ts'
import { dense, stridedCopy } from './strided-copy.ts'
import type { Lowering, WholeNode } from './lowering.ts'

/** An array seen as [outer, terms, inner], of which the middle axis disappears. */
interface Terms {
  readonly slot: Slot
  readonly outer: number
  readonly terms: number
  readonly inner: number
  /** what has to be done before it lies so */
  readonly before: readonly Instruction[]
}

/** The axes that disappear as one axis; where they are no neighbours they are first moved to the end. */
const termsOf = ({ id, operands: [x], arrays }: WholeNode, gone: readonly number[]): Terms => {
  const { shape, slot } = x
  const counted = gone.filter((axis) => shape[axis] !== 1)
  const [first = 0, last = -1] = [counted[0], counted.at(-1)]
  const sizes = (keep: (axis: number) => boolean): number => sizeOf(shape.filter((_, axis) => keep(axis)))
  const terms = sizes((axis) => counted.includes(axis))
  if (shape.every((size, axis) => axis < first || axis > last || counted.includes(axis) || size === 1)) {
    return { slot, outer: sizes((axis) => axis < first), terms, inner: counted.length === 0 ? sizeOf(shape) : sizes((axis) => axis > last), before: [] }
  }
  const order = [...shape.keys()].sort((a, b) => Number(gone.includes(a)) - Number(gone.includes(b)) || a - b)
  const moved = arrays.temporary(sizeOf(shape))
  const turned: Shape = permuted(shape, order)
  const copy = stridedCopy(turned, { slot, offset: 0, strides: permuted(stridesOf(shape), order) }, dense(moved, turned), id)
  return { slot: moved, outer: sizeOf(shape) / terms, terms, inner: 1, before: [copy] }
}

const reduce = (code: number, { slot, outer, terms, inner }: Omit<Terms, 'before'>, out: Slot, id: number): Instruction => ({
  code,
  operands: [slot, out, outer, terms, inner],
  reads: [slot],
  writes: [out],
  work: outer * terms * inner,
  registers: 0,
  nodes: [id],
})

/** A long sum is the sum of its blocks' sums. */
const sums = (node: WholeNode, given: Terms): readonly Instruction[] => {
  const { outer, terms, inner } = given
  const blocks = Math.ceil(terms / SUM_BLOCK)
  if (blocks === 1) return [reduce(SUM, given, node.out, node.id)]
  const partial = node.arrays.temporary(outer * blocks * inner)
  return [reduce(SUM, given, partial, node.id), ...sums(node, { slot: partial, outer, terms: blocks, inner, before: [] })]
}

const summed = (axesOf: (node: WholeNode) => readonly number[]): Lowering => (node) => {
  const terms = termsOf(node, axesOf(node))
  return [...terms.before, ...sums(node, terms)]
}

export const sum = summed(({ node }) => node.attributes.axes ?? [])

export const sumAll = summed(({ operands: [x] }) => [...x.shape.keys()])

export const max: Lowering = (node) => {
  const terms = termsOf(node, node.node.attributes.axes ?? [])
  return [...terms.before, reduce(MAX, terms, node.out, node.id)]
}

export const argmax: Lowering = (node) => {
  const terms = termsOf(node, [node.node.attributes.axis ?? 0])
  return [...terms.before, reduce(ARGMAX, terms, node.out, node.id)]
}
