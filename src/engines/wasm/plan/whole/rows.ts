import { sizeOf } from '../../../../shape/size.ts'
import { FOLD_IN, GATHER, SCATTER_ADD } from '../../assembly/codes.ts'
import type { Lowering } from './lowering.ts'

export const gather: Lowering = ({ id, operands: [table, ids], out }) => {
  const [rows = 1, ...row] = table.shape
  const [count, width] = [sizeOf(ids?.shape ?? []), sizeOf(row)]
  const slot = ids?.slot ?? 0
  return [{
    code: GATHER, operands: [table.slot, slot, out, rows, count, width, id],
    reads: [table.slot, slot], writes: [out], work: count * width, registers: 0, nodes: [id],
  }]
}

export const scatterAdd: Lowering = ({ node, id, operands: [ids, updates], out }) => {
  const [rows = 1, ...row] = node.shape
  const [count, width] = [sizeOf(ids.shape), sizeOf(row)]
  const slot = updates?.slot ?? 0
  return [{
    code: SCATTER_ADD, operands: [out, ids.slot, slot, rows, count, width, id],
    reads: [ids.slot, slot], writes: [out], work: (rows + count) * width, registers: 0, nodes: [id],
  }]
}

/** A child key, from a number that is known or one that is computed. */
export const foldIn: Lowering = ({ node, id, operands: [key, data], out }) => [{
  code: FOLD_IN, operands: [key.slot, out, data?.slot ?? -1, node.attributes.data ?? 0],
  reads: data === undefined ? [key.slot] : [key.slot, data.slot], writes: [out], work: 100, registers: 0, nodes: [id],
}]
