import { sizeOf } from '../../../../shape/size.ts'
import { MATMUL } from '../../assembly/codes.ts'
import { matmulScratch } from '../../matmul-scratch.ts'
import type { Lowering } from './lowering.ts'
import { windowProduct } from './windows.ts'

/** A matrix product; its operands are packed in an array of its own. */
export const product = (transposeLeft: boolean, transposeRight: boolean): Lowering => (given) => {
  const { node: { shape }, id, operands: [a, b], out, arrays } = given
  if (a.view !== undefined) return windowProduct(transposeLeft, a.view)(given)
  const [n = 1, m = 1] = shape.slice(-2)
  const batch = sizeOf(shape.slice(0, -2))
  const k = a.shape.at(transposeLeft ? -2 : -1) ?? 1
  const scratch = arrays.temporary(Math.ceil(matmulScratch({ transposeLeft, transposeRight, batch, n, k, m }) / 4))
  return [{
    code: MATMUL,
    operands: [Number(transposeLeft) | Number(transposeRight) << 1, batch, n, k, m, a.slot, b?.slot ?? 0, out, scratch],
    reads: [a.slot, b?.slot ?? 0],
    writes: [out, scratch],
    work: batch * n * k * m / 4,
    registers: 0,
    nodes: [id],
  }]
}
