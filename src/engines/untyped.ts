import type { Ops } from '../ops.ts'
import type { Shape, Tensor } from '../tensor.ts'

type Product = (a: Tensor, b: Tensor) => Tensor

/** The operations whose types compute with shapes, for tensors whose shapes only the running program knows. */
interface OfAnyShape {
  readonly matmul: Product
  readonly matmulTN: Product
  readonly matmulNT: Product
  readonly matmulTT: Product
  readonly reshape: (x: Tensor, shape: Shape) => Tensor
  readonly sum: (x: Tensor, axes: readonly number[]) => Tensor
  readonly max: (x: Tensor, axes: readonly number[]) => Tensor
  readonly argmax: (x: Tensor, axis: number) => Tensor
  readonly broadcast: (x: Tensor, shape: Shape, axes: readonly number[]) => Tensor
  readonly transpose: (x: Tensor, order: readonly number[]) => Tensor
  readonly concat: (parts: readonly Tensor[], axis: number, shape: Shape) => Tensor
}

/** The vocabulary without shapes in its types. */
export type UntypedOps = Omit<Ops, keyof OfAnyShape> & OfAnyShape

/**
 * An engine seen without shapes in its types: interpreters handle tensors of any shape, and "an axis of any shape" is `never`
 * to the compiler. The engine still checks every shape and axis when it runs.
 */
export const untyped = (ops: Ops): UntypedOps => ops as Omit<Ops, keyof OfAnyShape> as UntypedOps
