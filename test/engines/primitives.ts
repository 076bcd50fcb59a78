import type fc from 'fast-check'
import { math, type Ops } from '../../src/index.ts'
import { binary, cast, comparison, fill, not, note, scale, select, stopGradient, unary, unitFromBits } from './reference/elementwise.ts'
import { broadcast, concat, iota, pad, reshape, slice, spread, transpose } from './reference/layout.ts'
import type { Use } from './reference/plain.ts'
import { foldIn, randomBits } from './reference/randomness.ts'
import { argmax, max, product, sum, sumAll } from './reference/reduction.ts'
import { gather, scatterAdd } from './reference/rows.ts'
import { scan } from './reference/scan.ts'
import { fold, unfold } from './reference/windows.ts'

const isNegativeZero = (x: number): boolean => Object.is(x, -0)
const larger = (a: number, b: number): number => a !== a || b !== b ? NaN : a > b || (a === b && isNegativeZero(b)) ? a : b
const smaller = (a: number, b: number): number => a !== a || b !== b ? NaN : a < b || (a === b && isNegativeZero(a)) ? a : b

/** The contract: for every primitive, its uses and what each must give, to the bit. An engine that passes is an engine. */
export const primitives: Readonly<Record<keyof Ops, fc.Arbitrary<Use>>> = {
  fill,
  iota,
  neg: unary((ops, x) => ops.neg(x), (x) => -x),
  abs: unary((ops, x) => ops.abs(x), (x) => x < 0 || isNegativeZero(x) ? -x : x),
  floor: unary((ops, x) => ops.floor(x), Math.floor),
  sqrt: unary((ops, x) => ops.sqrt(x), Math.sqrt),
  exp: unary((ops, x) => ops.exp(x), math.exp),
  expm1: unary((ops, x) => ops.expm1(x), math.expm1),
  log: unary((ops, x) => ops.log(x), math.log),
  log1p: unary((ops, x) => ops.log1p(x), math.log1p),
  tanh: unary((ops, x) => ops.tanh(x), math.tanh),
  sigmoid: unary((ops, x) => ops.sigmoid(x), math.sigmoid),
  softplus: unary((ops, x) => ops.softplus(x), math.softplus),
  erf: unary((ops, x) => ops.erf(x), math.erf),
  erfinv: unary((ops, x) => ops.erfinv(x), math.erfinv),
  sin: unary((ops, x) => ops.sin(x), math.sin),
  cos: unary((ops, x) => ops.cos(x), math.cos),
  scale,
  add: binary((ops, a, b) => ops.add(a, b), (a, b) => a + b, (a, b) => a + b),
  sub: binary((ops, a, b) => ops.sub(a, b), (a, b) => a - b, (a, b) => a - b),
  mul: binary((ops, a, b) => ops.mul(a, b), (a, b) => a * b, (a, b) => a * b),
  div: binary((ops, a, b) => ops.div(a, b), (a, b) => a / b),
  pow: binary((ops, a, b) => ops.pow(a, b), math.pow),
  maximum: binary((ops, a, b) => ops.maximum(a, b), larger, (a, b) => a > b ? a : b),
  minimum: binary((ops, a, b) => ops.minimum(a, b), smaller, (a, b) => a < b ? a : b),
  less: comparison((ops, a, b) => ops.less(a, b), ['float', 'i32'], (a, b) => a < b),
  lessEqual: comparison((ops, a, b) => ops.lessEqual(a, b), ['float', 'i32'], (a, b) => a <= b),
  equal: comparison((ops, a, b) => ops.equal(a, b), ['float', 'i32'], (a, b) => a === b),
  not,
  and: comparison((ops, a, b) => ops.and(a, b), ['bool'], (a, b) => a === 1 && b === 1),
  or: comparison((ops, a, b) => ops.or(a, b), ['bool'], (a, b) => a === 1 || b === 1),
  select,
  cast,
  matmul: product((ops, a, b) => ops.matmul(a, b), false, false),
  matmulTN: product((ops, a, b) => ops.matmulTN(a, b), true, false),
  matmulNT: product((ops, a, b) => ops.matmulNT(a, b), false, true),
  matmulTT: product((ops, a, b) => ops.matmulTT(a, b), true, true),
  sum,
  sumAll,
  max,
  argmax,
  broadcast,
  spread,
  reshape,
  transpose,
  slice,
  pad,
  concat,
  unfold,
  fold,
  gather,
  scatterAdd,
  foldIn,
  randomBits,
  unitFromBits,
  scan,
  stopGradient,
  note,
}
