import type { Ops } from '../../ops.ts'
import type { Placement } from '../../shape/placement.ts'
import { sizeOf } from '../../shape/size.ts'
import { surround, unsurround } from '../../shape/surround.ts'
import { unfoldedShape } from '../../shape/windows.ts'
import type { Float, Shape, Some, Tensor } from '../../tensor.ts'

declare const part: unique symbol
/** Sizes as names for the compiler, so that the three products of a convolution cannot be mistaken for one another. */
type Named<Name extends string> = number & { readonly [part]: Name }
export type Groups = readonly number[]
export type Positions = Named<'positions'>
export type Taps = Named<'taps'>
export type Filters = Named<'filters'>

/** A tensor as a matrix, one for each group, and a matrix as the tensor; each is the adjoint of the other. */
export interface Matrix<Rows extends number, Columns extends number> {
  readonly to: (ops: Ops, x: Tensor) => Float<readonly [...Groups, Rows, Columns]>
  readonly from: (ops: Ops, m: Float<readonly [...Groups, Rows, Columns]>) => Tensor
}

/** What a convolution is made of, as matrices: what each window sees, the kernel, and a value of each filter at each position. */
export interface Matrices {
  readonly windows: Matrix<Positions, Taps>
  readonly kernel: Matrix<Taps, Filters>
  readonly values: Matrix<Positions, Filters>
}

/** What a convolution of `[rows, …image, channels]` is told. */
export interface Sizes {
  readonly rows: number
  readonly placement: Placement
  readonly channels: number
  readonly filters: number
  readonly groups: number
}

/** The group, which is the last axis but one, in front of all. */
const groupFirst = (axes: number): readonly number[] => [axes - 2, ...Array.from({ length: axes }, (_, i) => i).filter((i) => i !== axes - 2)]

/** The way back of `groupFirst`. */
const groupLast = (axes: number): readonly number[] => [...Array.from({ length: axes - 2 }, (_, i) => i + 1), 0, axes - 1]

/** The last axis cut into groups, which come first; nothing where there is one group. */
const grouped = (ops: Ops, x: Tensor, groups: number): Tensor => {
  const shape: Shape = x.shape
  const cut: Shape = [...shape.slice(0, -1), groups, (shape.at(-1) ?? 1) / groups]
  return groups === 1 ? x : ops.transpose(ops.reshape(x, cut), groupFirst(cut.length) as Some)
}

/** The way back of `grouped`. */
const ungrouped = (ops: Ops, x: Tensor, groups: number): Tensor => {
  const shape: Shape = x.shape
  return groups === 1 ? x : ops.reshape(ops.transpose(x, groupLast(shape.length) as Some), [...shape.slice(1, -1), groups * (shape.at(-1) ?? 1)])
}

/** The three matrices of a convolution. Group g has its own channels, its own kernel and its own filters, and is a product of its own. */
export const matricesOf = ({ rows, placement, channels, filters, groups }: Sizes): Matrices => {
  const { padded, windows: { size }, out } = placement
  const [first, own] = groups === 1 ? [[], 1] : [[groups], 2]
  const [positions, taps] = [rows * sizeOf(out), sizeOf(size) * channels / groups]
  const windows = { axis: own, ...placement.windows }
  const around: Shape = [...first, rows, ...padded, channels / groups]
  const unfolded = unfoldedShape(around, windows)
  const matrix = <Rows extends number, Columns extends number>(values: Shape, height: number, width: number): Matrix<Rows, Columns> => ({
    to: (ops, x) => ops.reshape(grouped(ops, x, groups), [...first, height, width]) as Tensor,
    from: (ops, m) => ungrouped(ops, ops.reshape(m, [...first, ...values, width]), groups),
  })
  return {
    windows: {
      to: (ops, x) => ops.reshape(ops.unfold(surround(ops, grouped(ops, x, groups), placement, own), windows, unfolded), [...first, positions, taps]) as Tensor,
      from: (ops, m) => ungrouped(ops, unsurround(ops, ops.fold(ops.reshape(m, unfolded) as Tensor, windows, around), placement, own), groups),
    },
    kernel: matrix([...size, channels / groups], taps, filters / groups),
    values: matrix([rows, ...out], positions, filters / groups),
  }
}
