import { sizeOf, stridesOf } from '../../../../shape/size.ts'
import { unfoldedShape, windowStrides } from '../../../../shape/windows.ts'
import type { Shape } from '../../../../tensor.ts'
import { misuse } from '../../../../misuse.ts'
import { FOLD, WINDOW_PRODUCT } from '../../assembly/codes.ts'
import { DEPTH, SHARERS, TILE_COLUMNS } from '../../assembly/matmul/tiles.ts'
import type { Slot } from '../instruction.ts'
import type { Arrays } from '../kernels/arrays.ts'
import type { View } from '../views.ts'
import type { Lowering } from './lowering.ts'
import { joined } from './strided-copy.ts'

/** Where everything along these axes lies, in bytes. */
const offsets = (sizes: Shape, strides: readonly number[]): Uint32Array =>
  Uint32Array.from(sizes.reduce<readonly number[]>((starts, size, axis) =>
    starts.flatMap((start) => Array.from({ length: size }, (_, i) => start + 4 * i * (strides[axis] ?? NaN))), [0]))

/** The tables of a matrix of windows: where its rows begin, and how far along them each of its columns is. */
const tablesOf = (arrays: Arrays, { shape, windows }: View): readonly [rows: Slot, columns: Slot] => {
  const [sizes, strides, at] = [unfoldedShape(shape, windows), windowStrides(stridesOf(shape), windows), windows.axis + windows.size.length]
  const table = (part: 'rows' | 'columns', from: number, to?: number): Slot => arrays.table(
    [part, shape.join(), windows.axis, windows.size.join(), windows.stride.join(), windows.dilation.join()].join(' '),
    () => offsets(sizes.slice(from, to), strides.slice(from, to)))
  return [table('rows', 0, at), table('columns', at)]
}

/** A product whose left operand is windows: they are read where they lie, and nothing is written out. */
export const windowProduct = (transposed: boolean, view: View): Lowering => ({ node: { shape }, id, operands: [x, b], out, arrays }) => {
  const [n = 1, m = 1] = shape
  const k = b?.shape[0] ?? 1
  const [rows, columns] = tablesOf(arrays, view)
  const scratch = arrays.temporary(m % 4 === 0 ? 0 : SHARERS * TILE_COLUMNS * Math.min(k, DEPTH))
  const right = b?.slot ?? 0
  return [{
    code: WINDOW_PRODUCT,
    operands: [n, k, m, x.slot, right, out, scratch, ...(transposed ? [columns, rows] : [rows, columns])],
    reads: [x.slot, right],
    writes: [out, scratch],
    work: n * k * m / 4,
    registers: 0,
    nodes: [id],
  }]
}

/** Windows added to where they come from; the axes before them are parts that do not touch one another. */
export const fold: Lowering = ({ node: { shape, attributes: { windows } }, id, operands: [x], out }) => {
  if (windows === undefined) return misuse('compile', 'a fold without windows')
  const { axis } = windows
  const [from, to] = [stridesOf(x.shape), windowStrides(stridesOf(shape), windows)]
  const axes = joined(x.shape.slice(axis).map((size, i) => ({ size, from: from[axis + i] ?? 0, to: to[axis + i] ?? 0 })))
  const walked = axes.length === 0 ? [{ size: 1, from: 1, to: 1 }] : axes
  return [{
    code: FOLD,
    operands: [
      x.slot, out, sizeOf(shape.slice(0, axis)), sizeOf(x.shape.slice(axis)), sizeOf(shape.slice(axis)),
      walked.length, ...walked.flatMap((one) => [one.size, one.from, one.to]),
    ],
    reads: [x.slot],
    writes: [out],
    work: 2 * sizeOf(x.shape),
    registers: 0,
    nodes: [id],
  }]
}
