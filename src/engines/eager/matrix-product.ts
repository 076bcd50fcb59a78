import { misuse, requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { sameShape, showShape, sizeOf } from '../../shape/size.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { type Context, requireKind } from './context.ts'
import { matmulInto, type View } from './kernels/matmul.ts'

type MatrixProduct = Pick<Ops, 'matmul' | 'matmulTN' | 'matmulNT' | 'matmulTT'>

/** Rows and columns of an operand as it is read. */
const sizesOf = (shape: Shape, transposed: boolean): readonly [number, number] => {
  const [rows = NaN, columns = NaN] = shape.slice(-2)
  return transposed ? [columns, rows] : [rows, columns]
}

/** The batched matrix product; a transposed operand is read with its strides exchanged. */
export const matrixProduct = ({ make, read, round }: Context): MatrixProduct => {
  const product = (operation: string, aTransposed: boolean, bTransposed: boolean) => (a: Tensor, b: Tensor): Tensor => {
    requireKind(operation, a, ['float'])
    requireKind(operation, b, ['float'])
    const [aShape, bShape]: readonly [Shape, Shape] = [a.shape, b.shape]
    if (aShape.length < 2 || bShape.length < 2) misuse(operation, `takes matrices, not ${showShape(aShape)} and ${showShape(bShape)}`)
    const batch = aShape.slice(0, -2)
    const [[n, k], [inner, m]] = [sizesOf(aShape, aTransposed), sizesOf(bShape, bTransposed)]
    requireThat(sameShape(batch, bShape.slice(0, -2)), operation, () =>
      `batch axes differ: ${showShape(aShape)} and ${showShape(bShape)}`)
    requireThat(k === inner, operation, () =>
      `inner sizes ${k} and ${inner} differ: ${showShape(aShape)} and ${showShape(bShape)}`)
    const view = (x: Tensor, index: number, rows: number, columns: number, transposed: boolean): View => ({
      numbers: read(operation, x),
      offset: index * rows * columns,
      rowStride: transposed ? 1 : columns,
      columnStride: transposed ? rows : 1,
    })
    return make(operation, [...batch, n, m], 'float', (out) => {
      Array.from({ length: sizeOf(batch) }).forEach((_, index) => {
        matmulInto(out, index * n * m, view(a, index, n, k, aTransposed), view(b, index, k, m, bTransposed), n, k, m, round)
      })
    })
  }
  return {
    matmul: product('matmul', false, false),
    matmulTN: product('matmulTN', true, false),
    matmulNT: product('matmulNT', false, true),
    matmulTT: product('matmulTT', true, true),
  }
}
