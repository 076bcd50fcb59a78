import { misuse } from '../../../misuse.ts'
import type { DType } from '../../../tensor.ts'
import type { Node } from '../../trace/graph.ts'
import * as code from '../assembly/codes.ts'

type Name = Node['op']

/** Elementwise primitives whose code does not depend on the kind of the operands. */
const fixed: Partial<Readonly<Record<Name, number>>> = {
  neg: code.NEG, abs: code.ABS, floor: code.FLOOR, sqrt: code.SQRT, exp: code.EXP, expm1: code.EXPM1, log: code.LOG,
  log1p: code.LOG1P, tanh: code.TANH, sigmoid: code.SIGMOID, softplus: code.SOFTPLUS, erf: code.ERF, erfinv: code.ERFINV,
  sin: code.SIN, cos: code.COS, scale: code.MUL, div: code.DIV, pow: code.POW, not: code.NOT, and: code.AND, or: code.OR,
  select: code.SELECT, unitFromBits: code.UNIT_FROM_BITS, randomBits: code.RANDOM_BITS, fill: code.MOVE,
  iota: code.IOTA, broadcast: code.EXPAND, spread: code.EXPAND,
}

/** Those that have one code for real numbers and another for whole ones. */
const byKind: Partial<Readonly<Record<Name, readonly [float: number, whole: number]>>> = {
  add: [code.ADD, code.ADD_WHOLE],
  sub: [code.SUB, code.SUB_WHOLE],
  mul: [code.MUL, code.MUL_WHOLE],
  maximum: [code.MAXIMUM, code.MAXIMUM_WHOLE],
  minimum: [code.MINIMUM, code.MINIMUM_WHOLE],
  less: [code.LESS, code.LESS_WHOLE],
  lessEqual: [code.LESS_EQUAL, code.LESS_EQUAL_WHOLE],
  equal: [code.EQUAL, code.EQUAL_WHOLE],
}

const casts: Readonly<Record<DType, Readonly<Record<DType, number>>>> = {
  float: { float: code.MOVE, i32: code.FLOAT_TO_SIGNED, u32: code.FLOAT_TO_UNSIGNED, bool: code.FLOAT_TO_MASK },
  i32: { float: code.SIGNED_TO_FLOAT, i32: code.MOVE, u32: code.MOVE, bool: code.WHOLE_TO_MASK },
  u32: { float: code.UNSIGNED_TO_FLOAT, i32: code.MOVE, u32: code.MOVE, bool: code.WHOLE_TO_MASK },
  bool: { float: code.MASK_TO_FLOAT, i32: code.MASK_TO_WHOLE, u32: code.MASK_TO_WHOLE, bool: code.MOVE },
}

/** The code of a node in an elementwise program, given the kind of its first operand. */
export const operationCode = ({ op, dtype }: Node, from: DType): number =>
  op === 'cast' ? casts[from][dtype] : fixed[op] ?? byKind[op]?.[from === 'float' ? 0 : 1] ?? misuse('compile', `${op} has no kernel`)
