import type { Primitive } from '../../../trace/graph.ts'
import { broadcast, concat, pad, slice, transpose, unfold } from './layout.ts'
import type { Lowering } from './lowering.ts'
import { product } from './matrix-product.ts'
import { argmax, max, sum, sumAll } from './reduction.ts'
import { foldIn, gather, scatterAdd } from './rows.ts'
import { fold } from './windows.ts'

/** Every primitive that is an instruction, or a few, of its own. */
export const lowerings: Partial<Readonly<Record<Primitive, Lowering>>> = {
  matmul: product(false, false),
  matmulTN: product(true, false),
  matmulNT: product(false, true),
  matmulTT: product(true, true),
  sum, sumAll, max, argmax,
  broadcast, transpose, slice, pad, concat, unfold, fold,
  gather, scatterAdd, foldIn,
}
