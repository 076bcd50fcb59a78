import { type DType, fromFlat, type Ops, type Precision, precisionOf, type Shape, type Some, type Tensor, toFlat } from '../../../src/index.ts'

/** A tensor as plain data: what the reference implementations compute with. */
export interface Plain {
  readonly shape: Shape
  readonly dtype: DType
  readonly numbers: readonly number[]
}

export type Coordinates = readonly number[]

/** Every coordinate of a shape in row-major order, by counting upward like an odometer. */
export const coordinates = (shape: Shape): readonly Coordinates[] => {
  const [size, ...rest] = shape
  if (size === undefined) return [[]]
  const inner = coordinates(rest)
  const all: Coordinates[] = []
  for (let i = 0; i < size; i++) for (const others of inner) all.push([i, ...others])
  return all
}

/** The number at a coordinate. */
export const at = ({ shape, numbers }: Plain, where: Coordinates): number => {
  let index = 0
  for (let axis = 0; axis < shape.length; axis++) index = index * (shape[axis] ?? NaN) + (where[axis] ?? NaN)
  return numbers[index] ?? NaN
}

/** A tensor from what stands at each coordinate. */
export const build = (shape: Shape, dtype: DType, f: (where: Coordinates) => number): Plain =>
  ({ shape, dtype, numbers: coordinates(shape).map(f) })

/** How a precision rounds. */
export const rounding: Readonly<Record<Precision, (x: number) => number>> = { f32: (x) => Math.fround(x), f64: (x) => x }

export const toTensor = ({ shape, dtype, numbers }: Plain, precision: Precision): Tensor =>
  fromFlat(shape as Some, numbers, { dtype, precision })

export const toPlain = (x: Tensor): Plain => ({ shape: x.shape as Shape, dtype: x.dtype as DType, numbers: toFlat(x) })

/** What a primitive gave, with the precision of its real numbers, so that it can be compared to the bit. */
export const asSeen = (x: Tensor): Plain & { readonly kind: string } => ({ ...toPlain(x), kind: precisionOf(x) })

export const asExpected = (x: Plain, precision: Precision): Plain & { readonly kind: string } =>
  ({ ...x, kind: x.dtype === 'float' ? precision : x.dtype })

/** The tensor as a precision holds it. */
export const roundedTo = (precision: Precision, x: Plain): Plain =>
  x.dtype === 'float' ? { ...x, numbers: x.numbers.map(rounding[precision]) } : x

/** One use of a primitive: its operands, the call, and what it must give in terms of the same operands. */
export interface Use {
  readonly operands: readonly Plain[]
  readonly call: (ops: Ops, ...operands: readonly Tensor[]) => Tensor
  readonly expected: (precision: Precision, ...operands: readonly Plain[]) => Plain
  /** for messages of fast-check */
  readonly toString: () => string
}

/** A use; `rest` are the arguments that are no tensors. */
export const use = <const O extends readonly Plain[]>(
  operands: O,
  call: (ops: Ops, ...operands: { readonly [I in keyof O]: Tensor }) => Tensor,
  expected: (precision: Precision, ...operands: { readonly [I in keyof O]: Plain }) => Plain,
  ...rest: readonly unknown[]
): Use => ({
  operands,
  call: call as Use['call'],
  expected: expected as Use['expected'],
  toString: () => JSON.stringify([...operands, ...rest]),
})
